import coerce from 'semver/functions/coerce.js';
import satisfies from 'semver/functions/satisfies.js';
import intersects from 'semver/ranges/intersects.js';
import validRange from 'semver/ranges/valid.js';
import type { Catalog } from '../../../catalog/catalog.js';
import { breakagesOf } from '../../../knowledge/breakages.js';
import { endedFlags } from '../../../knowledge/node-flags.js';
import { lineNamed } from '../../../knowledge/node-lines.js';
import { type Decision, decide } from '../../../plan/decision.js';
import type { Warning } from '../../../plan/plan.js';
import type { Wishes } from '../../../plan/wishes.js';
import { cite, place } from '../../../project/evidence.js';
import type { Project } from '../../../project/project.js';
import type { Lock } from '../read/lock.js';
import { keyAt, type Manifest } from '../read/manifest.js';
import { refuse, warn } from '../sentences.js';
import { enginesOf, pinsOf, type Source } from './version-sources.js';

export interface NodeVersion {
  line: Decision<string>;
  warnings: Warning[];
  /** True when the repository names the version itself; `>=10` was written before newer ones were known. */
  stated: boolean;
  /** Fields whose range ends before the newest release of the line, which is what the image holds. */
  outgrown: { engines: boolean; devEngines: boolean };
}

/**
 * The Node line: a wish, else what `engines` and the version files ask for, else the default
 * line of the image table. A range takes the default line when it allows it, else the highest
 * supported one, else the highest dead one, with a warning.
 *
 * Throws a UserError naming the value and its place when it is not a version, or when no image has it.
 */
export function nodeVersion(request: VersionRequest): NodeVersion {
  const chosen = chosenVersion(request);
  const ends = (field: Source['field']) =>
    request.manifests
      .flatMap(enginesOf)
      .some((range) => range.field === field && !reaches(range.text, chosen.line.value));
  return { ...chosen, outgrown: { engines: ends('engines'), devEngines: ends('devEngines') } };
}

interface VersionRequest {
  project: Project;
  manifests: Manifest[];
  lock: Lock | undefined;
  /** The yarn 2+ that installs. */
  yarn?: Decision<string> | undefined;
  catalog: Catalog;
  wishes: Wishes;
}

type Chosen = Omit<NodeVersion, 'outgrown'>;

function chosenVersion(request: VersionRequest): Chosen {
  const { project, manifests, catalog, wishes } = request;
  const all = linesOf(catalog);
  if (wishes.languageVersion !== undefined) {
    const line = lineFor({ text: wishes.languageVersion.value, from: wishes.languageVersion.from }, all);
    return finish(decide(line, wishes.languageVersion.from), all, true);
  }
  const engines = manifests.flatMap(enginesOf);
  const pins = manifests.flatMap((manifest) => pinsOf(project, manifest));
  const [pin] = pins;
  const [range] = engines;
  const ceiling = ceilingOf(request);
  const lines = ceiling === undefined ? all : capped(all, ceiling.value);
  if (pin !== undefined) {
    if (range === undefined) return pinned(lineFor(pin, lines), pins, lines);
    const line = findLine(pin, lines);
    if (line !== undefined && allows(range.text, line)) return pinned(line, pins, lines);
    const chosen = finish(decide(lineFor(range, lines), range.from), lines, isBounded(range.text));
    const values = { pin: cite(pin.from), engines: cite(range.from) };
    chosen.warnings.push(
      warn(line === undefined ? 'node-pin-unpublished' : 'node-contradicts-engines', values, pin.from),
    );
    return chosen;
  }
  if (range !== undefined)
    return finish(decide(lineFor(range, lines), range.from), lines, isBounded(range.text));
  if (ceiling !== undefined && lines !== all) return finish(ceiling, lines, true);
  return finish(
    decide(lines.fallback, 'default', 'nothing in the repository names a Node version'),
    lines,
    false,
  );
}

/** The line of the first pin; another that wants a different one is said. */
function pinned(line: string, pins: Source[], lines: Lines): Chosen {
  const [pin] = pins;
  const chosen = finish(decide(line, pin?.from ?? 'default'), lines, true);
  const other = pins.find(({ text }) => validRange(text) !== null && !allows(text, line));
  if (other !== undefined && pin !== undefined && other !== pin)
    chosen.warnings.push(
      warn('node-contradicts-pin', { other: cite(other.from), pin: cite(pin.from) }, other.from),
    );
  return chosen;
}

interface Lines {
  supported: string[];
  ended: string[];
  fallback: string;
  /** Those beyond a ceiling, for who asks for one. */
  beyond?: string[];
}

/** True for a range that ends. */
function isBounded(range: string): boolean {
  return !satisfies('999.0.0', range);
}

/** The lines of the image table, newest first. */
function linesOf(catalog: Catalog): Lines {
  const row = catalog.images['node-alpine'];
  if (row?.versions === undefined || row.default === undefined) throw new Error('images.json: node-alpine');
  return { supported: row.versions, ended: row.ended ?? [], fallback: row.default };
}

function finish(line: Decision<string>, lines: Lines, stated: boolean): Chosen {
  const warnings: Warning[] = [];
  if (lines.ended.includes(line.value)) {
    warnings.push(warn('node-ended', { line: line.value, place: cite(line.from) }, line.from));
  }
  return { line, warnings, stated };
}

/** Resolves what one source says to a line of the table. Throws a UserError when no image has it. */
function lineFor(source: Source, lines: Lines): string {
  const line = findLine(source, lines);
  if (line !== undefined) return line;
  const values = { text: source.text, place: cite(source.from), lines: [...lines.supported, ...lines.ended] };
  throw refuse('node-unpublished', values, source.from);
}

function findLine({ text, from }: Source, lines: Lines): string | undefined {
  const value = text
    .trim()
    .replace(/^v(?=\d)/, '')
    .replace(/^nodejs?[-@ ]v?(?=\d)/, '');
  if (/^(node|latest|stable|current|system|\*|x|lts|lts\/\*|--lts)$/.test(value) || value === '')
    return lines.fallback;
  const name = /^lts[/-](.+)$/.exec(value)?.[1]?.toLowerCase();
  const wanted = name === undefined ? value : lineNamed(name);
  const range = wanted === undefined ? null : validRange(wanted);
  if (range === null) {
    throw refuse('node-invalid', { text, place: cite(from), usual: lines.fallback }, from);
  }
  const { fallback, supported, ended, beyond = [] } = lines;
  const candidates = [fallback, ...supported, ...ended.filter(even), ...beyond, ...ended];
  return candidates.find((candidate) => allows(range, candidate));
}

/** Odd lines were never for production: they are taken only when nothing else fits. */
function even(line: string): boolean {
  return Number(line) % 2 === 0;
}

function allows(range: string, line: string): boolean {
  if (validRange(range) === null) return false;
  return reaches(range, line) || intersects(range, `>=${line}.0.0 <${Number(line) + 1}.0.0-0`);
}

/** True when a range takes the newest release of a line: the tag of the image floats. */
function reaches(range: string, line: string): boolean {
  return validRange(range) === null || satisfies(`${line}.999.999`, range);
}

/** The lines up to a ceiling first; newer ones stay for those who ask for them. */
function capped(lines: Lines, ceiling: string): Lines {
  if (Number(ceiling) >= Number(lines.fallback)) return lines;
  const fits = (line: string) => Number(line) <= Number(ceiling);
  const { supported, fallback } = lines;
  const beyond = [fallback, ...supported.filter((line) => !fits(line))];
  return { ...lines, fallback: ceiling, supported: supported.filter(fits), beyond };
}

/** The newest line that what is locked, the yarn 2+ that installs, and flags of the scripts do not break on. */
function ceilingOf({ lock, yarn, manifests }: VersionRequest): Decision<string> | undefined {
  const broken = breakagesOf('npm').flatMap((row) => {
    const own = row.package === 'yarn';
    const version = own ? yarn?.value : lock?.packages.get(row.package)?.version;
    if (version === undefined || !satisfies(coerce(version) ?? '', row.range)) return [];
    const from = own ? yarn?.from : place(lock?.file ?? '', undefined, `${row.package} ${version}`);
    return [decide(row.stayOn, from ?? 'default', row.because.replace('{version}', version))];
  });
  const flags = manifests.flatMap(flagCeilings);
  return [...broken, ...flags].sort((a, b) => Number(a.value) - Number(b.value))[0];
}

/** Scripts of developers: what they pass to node is not in the image. */
const DEVELOPERS = /(^|[:_-])(dev|develop|debug|watch|test|tests|local)([:_-]|$)/;

function flagCeilings(manifest: Manifest): Decision<string>[] {
  const scripts = Object.entries(manifest.json.scripts ?? {}).filter(([name]) => !DEVELOPERS.test(name));
  return scripts.flatMap(([name, text]) =>
    endedFlags(`${text}`).map(({ flag, stayOn, because }) =>
      decide(stayOn, keyAt(manifest, 'scripts', name), because.replace('{flag}', flag)),
    ),
  );
}

import validRange from 'semver/ranges/valid.js';
import type { Catalog } from '../../../catalog/catalog.js';
import { alsoSeen, type Decision, decide } from '../../../plan/decision.js';
import type { Warning } from '../../../plan/plan.js';
import type { Wishes } from '../../../plan/wishes.js';
import { cite } from '../../../project/evidence.js';
import type { Project } from '../../../project/project.js';
import type { Lock } from '../read/lock.js';
import type { Manifest } from '../read/manifest.js';
import { refuse, warn } from '../sentences.js';
import { lineLimit } from './limit.js';
import { allows, isBounded, type Lines, lineFor, linesOf, reaches, upTo } from './lines.js';
import { type Said, type VersionCandidate, versionCandidates } from './version-sources.js';

export interface NodeVersion {
  line: Decision<string>;
  warnings: Warning[];
  /** True when the repository names the version itself; `>=10` was written before newer ones were known. */
  stated: boolean;
  /** Fields whose range ends before the newest release of the line, which is what the image holds. */
  outgrown: { engines: boolean; devEngines: boolean };
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

/**
 * The Node line: what the best of the sources says. A pin that package.json does not accept, or that has no image,
 * gives way to its range, with a warning.
 *
 * Throws a UserError naming the value and its place when it is not a version, or when no image has it.
 */
export function nodeVersion(request: VersionRequest): NodeVersion {
  const { project, manifests, wishes, catalog } = request;
  const lines = linesOf(catalog);
  const limit = lineLimit(request);
  const candidates = versionCandidates({ project, manifests, wishes, limit, lines });
  // Who asks for a line gets it, whatever breaks.
  const open = candidates[0]?.kind === 'wish' || limit === undefined ? lines : upTo(lines, limit.value);
  const { best, contradiction } = followed(candidates, open);
  const value = lineOf(best, open);
  // A range that allows more says what may be, and what breaks on more says what is.
  const { from, because } =
    limit !== undefined && lineFor(best.text, lines) !== value && open !== lines ? limit : best;
  const line = alsoSeen(decide(value, from, because), value, others(candidates, open));
  const ended = lines.ended.includes(value)
    ? [warn('node-ended', { line: value, place: cite(from) }, from)]
    : [];
  const ends = (field: Said['field']) =>
    candidates.some((one) => one.field === field && !reaches(one.text, value));
  return {
    line,
    warnings: [...ended, ...(contradiction ?? otherPin(candidates, best, value))],
    stated: best.kind === 'range' ? isBounded(best.text) : best.kind !== 'default',
    outgrown: { engines: ends('engines'), devEngines: ends('devEngines') },
  };
}

/** The candidate that is followed, and what is said where that is not the best. */
function followed(candidates: VersionCandidate[], lines: Lines) {
  const [best] = candidates;
  if (best === undefined) throw new Error('every table of sources ends with the default');
  const range = candidates.find(({ kind }) => kind === 'range');
  if (best.kind !== 'pin' || range === undefined) return { best };
  const line = lineFor(best.text, lines);
  if (line === null) throw invalid(best, lines);
  if (line !== undefined && allows(range.text, line)) return { best };
  const id = line === undefined ? 'node-pin-unpublished' : 'node-contradicts-engines';
  const values = { pin: cite(best.from), engines: cite(range.from) };
  return { best: range, contradiction: [warn(id, values, best.from)] };
}

/** Another pin that wants a different line than the one that is followed. */
function otherPin(candidates: VersionCandidate[], best: VersionCandidate, line: string): Warning[] {
  if (best.kind !== 'pin') return [];
  const pins = candidates.filter(({ kind }) => kind === 'pin');
  const other = pins.find(({ text }) => validRange(text) !== null && !allows(text, line));
  return other === undefined || other === best
    ? []
    : [warn('node-contradicts-pin', { other: cite(other.from), pin: cite(best.from) }, other.from)];
}

/** The line of a candidate. Throws a UserError when it is no version, or no image has it. */
function lineOf(candidate: Said, lines: Lines): string {
  const line = lineFor(candidate.text, lines);
  if (line === null) throw invalid(candidate, lines);
  if (line !== undefined) return line;
  const { text, from } = candidate;
  const values = { text, place: cite(from), lines: [...lines.supported, ...lines.ended] };
  throw refuse('node-unpublished', values, from);
}

function invalid({ text, from }: Said, { fallback }: Lines) {
  return refuse('node-invalid', { text, place: cite(from), usual: fallback }, from);
}

/** The lines that all sources but the default come to. */
function others(candidates: VersionCandidate[], lines: Lines) {
  return candidates.flatMap(({ kind, text, from }) => {
    const value = kind === 'default' ? undefined : lineFor(text, lines);
    return value == null ? [] : [{ value, from }];
  });
}

import type { Catalog } from '../../../catalog/catalog.js';
import type { UserError } from '../../../errors.js';
import { rowOf } from '../../../plan/bases.js';
import { type Decision, decide } from '../../../plan/decision.js';
import { cite, type Evidence } from '../../../project/evidence.js';
import type { Project } from '../../../project/project.js';
import type { Program } from '../read/program.js';
import { refuse } from '../sentences.js';
import { brokenBy } from './breakage.js';
import { type Demand, demandOf, minorOf } from './go-demand.js';
import { goPinOf } from './go-pin.js';

/** What the version is read from. */
export interface VersionSources {
  project: Project;
  program: Program;
  catalog: Catalog;
}

/** The Go of the image, with the reason in a few words for people who read the Dockerfile. */
export interface GoVersion {
  version: Decision<string>;
  reason: string;
}

/**
 * The Go line of the image. It must reach the highest `go` line of go.mod, go.work and everything
 * local that is compiled, as the images never fetch another toolchain
 * (https://go.dev/doc/toolchain), whatever a `toolchain` line says. Above that: the wish, else the line
 * that a version file pins and that is still supported, else the newest that compiles what is required.
 *
 * Throws a UserError when no published image reaches it.
 */
export function chooseVersion(sources: VersionSources, wish?: Decision<string>): GoVersion {
  const { project, program, catalog } = sources;
  const { versions = [], ended = [] } = rowOf(catalog, 'golang-alpine');
  const known = [...versions, ...ended];
  const [newest = ''] = versions;
  const demand = demandOf(program.scope);
  if (wish !== undefined) return { version: wished(wish, known, demand), reason: cite(wish.from) };
  if (demand !== undefined && demand.minor > minorOf(newest)) throw tooNew(demand, newest);
  const pin = goPinOf(project, program.scope.module.dir);
  if (pin !== undefined && versions.includes(pin.version) && minorOf(pin.version) >= (demand?.minor ?? 0)) {
    return because(pin.version, pin.from, `${pin.file} pins it`);
  }
  if (demand === undefined) return because(newest, 'default', 'the newest, as no go line asks for another');
  const [broken] = brokenBy(program, newest);
  const older = known.find(
    (version) => minorOf(version) >= demand.minor && brokenBy(program, version).length === 0,
  );
  if (broken !== undefined && older !== undefined) {
    return because(older, broken.from, broken.because);
  }
  const { file, text } = demand.from;
  const version = decide(newest, demand.from, `the newest supported Go, which satisfies "${text}"`);
  return { version, reason: `${file}: ${text.replace(/^go\s+/, '')} or later` };
}

function because(value: string, from: Evidence, reason: string): GoVersion {
  return { version: decide(value, from, reason), reason };
}

/** The image table with a version in it that only the user knows to be published. */
export function catalogWith(catalog: Catalog, version: string): Catalog {
  const rows = Object.entries(catalog.images).map(([id, row]) =>
    row.image.startsWith('golang:') && minorOf(version) > minorOf(row.versions?.[0] ?? '')
      ? [id, { ...row, versions: [version, ...(row.versions ?? [])] }]
      : [id, row],
  );
  return { ...catalog, images: Object.fromEntries(rows) };
}

function tooNew({ from, minor }: Demand, newest: string): UserError {
  // A release candidate has tags of its own: golang:1.28-rc-alpine.
  const version = `1.${minor}${/rc|beta/.test(from.text) ? '-rc' : ''}`;
  return refuse('go-too-new', { place: cite(from), newest, version }, from);
}

/**
 * A wish may name an older image that is still published, or one newer than this table, which the user
 * then knows of; but never one too old to compile.
 */
function wished(wish: Decision<string>, known: string[], demand: Demand | undefined): Decision<string> {
  const { value, from } = wish;
  const [, minor, candidate] = /^(?:go)?(1\.\d+)(?:\.\d+|(-?rc\d*))?$/.exec(value.trim()) ?? [];
  if (minor === undefined) throw refuse('go-version-malformed', { text: value, known }, from);
  const version = candidate === undefined ? minor : `${minor}-rc`;
  if (demand !== undefined && minorOf(version) < demand.minor) {
    const needed = `1.${demand.minor}`;
    throw refuse('go-too-old', { version, place: cite(demand.from), needed }, from);
  }
  if (!known.includes(version) && minorOf(version) <= minorOf(known[0] ?? '')) {
    throw refuse('go-unknown', { version, known }, from);
  }
  return decide(version, from);
}

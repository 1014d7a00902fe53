import type { Catalog } from '../../catalog/catalog.js';
import { UserError } from '../../errors.js';
import { rowOf } from '../../plan/bases.js';
import { type Decision, decide } from '../../plan/decision.js';
import type { Warning } from '../../plan/plan.js';
import { at, isAsked } from '../../project/evidence.js';
import type { Project } from '../../project/project.js';
import type { Directive } from './modfile.js';
import type { Scope } from './modules.js';
import { findPin } from './pins.js';

interface Demand {
  minor: number;
  place: string;
  text: string;
}

/** What the version is read from. */
interface Place {
  project: Project;
  scope: Scope;
  catalog: Catalog;
}

/**
 * The Go line of the image. It must reach the highest `go` line of go.mod, go.work and everything
 * local that is compiled, as the images never fetch another toolchain (R57,
 * https://go.dev/doc/toolchain), whatever a `toolchain` line says. Above that: the wish, else the line
 * that a version file pins and that is still supported, else the newest supported one.
 *
 * Throws a UserError when no published image reaches it.
 */
export function chooseVersion(place: Place, wish?: Decision<string>): Decision<string> {
  const { project, scope, catalog } = place;
  const { versions = [], ended = [] } = rowOf(catalog, 'golang-alpine');
  const [newest = ''] = versions;
  const demand = highest(scope);
  if (wish !== undefined) return wished(wish, [...versions, ...ended], demand);
  if (demand !== undefined && demand.minor > minorOf(newest)) throw tooNew(demand, newest);
  const pin = findPin(project, scope.module.dir);
  if (pin !== undefined && versions.includes(pin.version) && minorOf(pin.version) >= (demand?.minor ?? 0)) {
    return decide(pin.version, pin.place, `which ${pin.file} pins`);
  }
  if (demand === undefined) return decide(newest, 'default', 'no go line asks for another');
  const broken = breakage(scope, newest);
  const older = versions[1];
  if (broken !== undefined && older !== undefined && demand.minor <= minorOf(older)) {
    return decide(older, broken.place, broken.reason);
  }
  return decide(newest, demand.place, `the newest supported Go, which satisfies "${demand.text}"`);
}

/** Why the image is not of the Go that a version file pins, or of one this table knows. */
export function versionWarnings(place: Place, taken: Decision<string>): Warning[] {
  const { project, scope, catalog } = place;
  const { versions = [], ended = [] } = rowOf(catalog, 'golang-alpine');
  if (![...versions, ...ended].includes(taken.value)) {
    return [{ message: `golang:${taken.value} is not known here and taken on your word`, from: taken.from }];
  }
  const pin = findPin(project, scope.module.dir);
  if (pin === undefined || pin.version === taken.value || isAsked(taken.from)) return [];
  const demand = highest(scope);
  if (demand !== undefined && demand.minor > minorOf(pin.version)) {
    return [{ message: `it pins Go ${pin.version}, which is too old for ${demand.place}`, from: pin.place }];
  }
  const known = ended.includes(pin.version);
  const newer = minorOf(pin.version) > minorOf(versions[0] ?? '');
  const way = known || newer ? `; --language-version ${pin.version} insists` : '';
  const why = newer ? 'not known here' : 'no longer maintained';
  const message = `it pins Go ${pin.version}, which is ${why}: the image has ${taken.value}${way}`;
  return [{ message, from: pin.place }];
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

function tooNew({ place, text, minor }: Demand, newest: string): UserError {
  // A release candidate has tags of its own: golang:1.28-rc-alpine.
  const version = `1.${minor}${/rc|beta/.test(text) ? '-rc' : ''}`;
  return new UserError(`${place} asks for a Go newer than ${newest}, the newest image known here`, {
    hint: `If golang:${version} is published by now, --language-version ${version} takes it; else lower the go line.`,
  });
}

/** Module versions that do not compile with a Go line, though nothing in their go.mod says so. */
const BREAKAGES = [
  {
    path: 'golang.org/x/net',
    version: 'v0.54.0',
    from: 27,
    // Its http2/server_wrap.go has no TrailerPrefix, which gRPC uses; v0.53.0 and v0.55.0 compile.
    reason: 'golang.org/x/net v0.54.0 does not compile with Go 1.27; v0.55.0 does',
  },
] as const;

/** Why the newest Go cannot compile what is required, and where that is required. */
function breakage({ local }: Scope, newest: string): { place: string; reason: string } | undefined {
  for (const { file, mod } of local) {
    for (const { path, version, line, text } of mod.requires) {
      const row = BREAKAGES.find((known) => known.path === path && known.version === version);
      if (row !== undefined && minorOf(newest) >= row.from)
        return { place: at(file, line, text), reason: row.reason };
    }
  }
  return undefined;
}

/**
 * A wish may name an older image that is still published, or one newer than this table, which the user
 * then knows of; but never one too old to compile.
 */
function wished(wish: Decision<string>, known: string[], demand: Demand | undefined): Decision<string> {
  const [, minor, candidate] = /^(?:go)?(1\.\d+)(?:\.\d+|(-?rc\d*))?$/.exec(wish.value.trim()) ?? [];
  if (minor === undefined) {
    throw new UserError(`"${wish.value}" is not a Go version`, { hint: `Known are ${known.join(', ')}.` });
  }
  const version = candidate === undefined ? minor : `${minor}-rc`;
  if (demand !== undefined && minorOf(version) < demand.minor) {
    throw new UserError(`Go ${version} cannot compile this module: ${demand.place}`, {
      hint: `Use --language-version 1.${demand.minor} or newer.`,
    });
  }
  if (!known.includes(version) && minorOf(version) <= minorOf(known[0] ?? '')) {
    throw new UserError(`golang:${version} is not an image known here`, {
      hint: `Known are ${known.join(', ')}.`,
    });
  }
  return decide(version, wish.from);
}

function highest({ module, work, local }: Scope): Demand | undefined {
  const demands = local.map(({ file, mod }) => demandOf(file, mod.go));
  demands.push(work === undefined ? undefined : demandOf(work.file, work.work.go));
  const sorted = demands.filter((demand) => demand !== undefined).sort((a, b) => b.minor - a.minor);
  const own = demandOf(module.file, module.mod.go);
  return own !== undefined && own.minor === sorted[0]?.minor ? own : sorted[0];
}

function demandOf(file: string, directive: Directive | undefined): Demand | undefined {
  const minor = /^1\.(\d+)/.exec(directive?.args[0] ?? '')?.[1];
  if (directive === undefined || minor === undefined) return undefined;
  return { minor: Number(minor), place: at(file, directive.line, directive.text), text: directive.text };
}

function minorOf(version: string): number {
  return Number.parseInt(version.split('.')[1] ?? '0', 10);
}

import type { Catalog } from '../../../catalog/catalog.js';
import { UserError } from '../../../errors.js';
import { rowOf } from '../../../plan/bases.js';
import { type Decision, decide } from '../../../plan/decision.js';
import type { Project } from '../../../project/project.js';
import type { Scope } from '../read/scope.js';
import { breakage } from './breakage.js';
import { type Demand, highest, minorOf } from './go-demand.js';
import { findPin } from './go-pins.js';

/** What the version is read from. */
export interface Place {
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

import { rowOf } from '../../../plan/bases.js';
import type { Decision } from '../../../plan/decision.js';
import type { Warning } from '../../../plan/plan.js';
import { cite, isAsked } from '../../../project/evidence.js';
import { warn } from '../sentences.js';
import { brokenBy } from './breakage.js';
import { demandOf, minorOf } from './go-demand.js';
import { goPinOf } from './go-pin.js';
import type { VersionSources } from './go-version.js';

/** Why the image is not of the Go that a version file pins, of a supported one, or of one this table knows. */
export function versionWarnings(sources: VersionSources, taken: Decision<string>): Warning[] {
  const { project, program, catalog } = sources;
  const { versions = [], ended = [] } = rowOf(catalog, 'golang-alpine');
  const { value, from } = taken;
  if (![...versions, ...ended].includes(value))
    return [warn('version-on-your-word', { version: value }, from)];
  if (isAsked(from)) return [];
  const pin = goPinOf(project, program.scope.module.dir);
  return [
    ...heldBack(sources, value, ended),
    ...(pin === undefined || pin.version === value ? [] : [passedOver(sources, value, pin)]),
  ];
}

/** A module that keeps the image on a Go that gets no security fixes any more. */
function heldBack({ program, catalog }: VersionSources, taken: string, ended: readonly string[]): Warning[] {
  if (!ended.includes(taken)) return [];
  const { versions: [newest = ''] = [] } = rowOf(catalog, 'golang-alpine');
  return brokenBy(program, newest)
    .slice(0, 1)
    .map(({ row, version, because, from }) =>
      warn('go-held-back', { module: row.package, version, because, taken }, from),
    );
}

function passedOver(
  { program, catalog }: VersionSources,
  taken: string,
  { version: pinned, from }: NonNullable<ReturnType<typeof goPinOf>>,
): Warning {
  const { versions = [], ended = [] } = rowOf(catalog, 'golang-alpine');
  const demand = demandOf(program.scope);
  if (demand !== undefined && demand.minor > minorOf(pinned)) {
    return warn('pin-too-old', { pinned, place: cite(demand.from) }, from);
  }
  const newer = minorOf(pinned) > minorOf(versions[0] ?? '');
  return warn('pin-unsupported', { pinned, taken, newer, known: ended.includes(pinned) }, from);
}

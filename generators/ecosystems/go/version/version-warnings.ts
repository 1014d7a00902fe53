import { rowOf } from '../../../plan/bases.js';
import type { Decision } from '../../../plan/decision.js';
import type { Warning } from '../../../plan/plan.js';
import { isAsked } from '../../../project/evidence.js';
import { highest, minorOf } from './go-demand.js';
import { findPin } from './go-pins.js';
import type { Place } from './go-version.js';

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

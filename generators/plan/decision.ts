import type { Evidence } from '../project/evidence.js';

/** What a decision can hold: whatever JSON can, so that a plan prints as it is. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/**
 * One decision of the plan with its evidence.
 *
 * - `value`: what was decided.
 * - `from`: where it was read.
 * - `because`: the reason, where the source alone does not give it.
 * - `also`: what other places say, which this one stands above.
 */
export interface Decision<T extends Json = Json> {
  value: T;
  from: Evidence;
  because?: string;
  also?: Also[];
}

/** Another value for a decision, and where it was seen. */
export interface Also {
  value: Json;
  from: Evidence;
}

/** Builds a decision; `because` is left out when there is no reason to give. */
export function decide<T extends Json>(value: T, from: Evidence, because?: string): Decision<T> {
  return because === undefined ? { value, from } : { value, from, because };
}

/** The decision with what else was seen: each value once, where it was seen first, and none that is the decision's own. */
export function alsoSeen<T extends Json>(
  decision: Decision<T>,
  own: Json,
  others: readonly Also[],
): Decision<T> {
  const also = others.filter(
    ({ value }, i) => value !== own && others.findIndex((other) => other.value === value) === i,
  );
  return also.length === 0
    ? decision
    : { ...decision, also: also.map(({ value, from }) => ({ value, from })) };
}

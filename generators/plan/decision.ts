import type { Evidence } from '../project/evidence.js';

/** What a decision can hold: whatever JSON can, so that a plan prints as it is. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/**
 * One decision of the plan with its evidence.
 *
 * - `value`: what was decided.
 * - `from`: where it was read.
 * - `because`: the reason, where the source alone does not give it.
 */
export interface Decision<T extends Json = Json> {
  value: T;
  from: Evidence;
  because?: string;
}

/** Builds a decision; `because` is left out when there is no reason to give. */
export function decide<T extends Json>(value: T, from: Evidence, because?: string): Decision<T> {
  return because === undefined ? { value, from } : { value, from, because };
}

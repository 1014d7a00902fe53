import type { EcosystemId } from '../vocabulary.js';
import table from './breakages.json' with { type: 'json' };

/** A package that keeps a repository on an older line of its language. */
export interface Breakage {
  package: string;
  /** The versions that break, as a semver range. */
  range: string;
  /** The language versions they break with: `>=17`. */
  breaksWith: string;
  /** The newest language version that works. */
  stayOn: string;
  because: string;
  /** Maven: another artifact, used without a version of its own; the row counts only with it. */
  unversioned?: string;
  /** Go: the packages of it that break; it counts only where the program imports one of them. */
  imported?: string[];
}

/** The known breakages of one ecosystem. */
export function breakagesOf(ecosystem: EcosystemId): Breakage[] {
  return (table.rows as (Breakage & { ecosystem: string })[]).filter((row) => row.ecosystem === ecosystem);
}

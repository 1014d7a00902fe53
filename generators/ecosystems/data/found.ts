import type { Evidence } from '../../project/evidence.js';

/** One text that a source gives, with where it stands. */
export interface Found {
  value: string;
  from: Evidence;
  because?: string;
  /** What the named groups of an expression matched, for `gives`. */
  groups?: Readonly<Record<string, string>>;
}

import type { Evidence } from '../../project/evidence.js';

/** One text that a source gives, with where it stands. */
export interface Found {
  value: string;
  from: Evidence;
  because?: string;
}

import table from './known-causes.json' with { type: 'json' };

/** Why a build or a start fails. */
export interface KnownCause {
  id: string;
  /** Where it happens. */
  at: ('build' | 'start')[];
  /** Texts of a log that are a sign of it. */
  says: string[];
  /** What is the matter, as a clause. */
  because: string;
  /** What to do, as sentences. */
  remedy: string;
}

/** Every known cause. */
export const knownCauses = table.rows as KnownCause[];

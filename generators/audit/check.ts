import type { Subject } from './subject.js';

/** How serious: an error cannot work or leaks; a warning costs; a note could be better. */
export type Severity = 'error' | 'warning' | 'note';

export type Category = 'structure' | 'cache' | 'correctness' | 'security';

/** What a check has found at a line. */
export interface Hit {
  /** One-based; 0 for the file as a whole. */
  line: number;
  /** What is so, in one sentence without a full stop. */
  what: string;
  /** What it costs, estimated from the repository. */
  costs?: string;
  /** What to do about it, when it is not the same for all hits. */
  mend?: string;
}

/** One thing that is looked at. */
export interface Check {
  id: string;
  /** What a good Dockerfile does, as a rule. */
  title: string;
  severity: Severity;
  category: Category;
  /** What to do about it. */
  mend: string;
  /** Where the rule is from. */
  link: string;
  look(subject: Subject): Hit[];
}

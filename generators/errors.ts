import type { Evidence } from './project/evidence.js';

/** Exit codes of the command: the whole list. */
export const EXIT = { done: 0, refused: 1, usage: 2, cancelled: 130 } as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

export interface UserErrorOptions {
  hint?: string;
  exitCode?: ExitCode;
  cause?: unknown;
  id?: string;
  values?: Record<string, unknown>;
  from?: Evidence;
}

/**
 * An error the user can act on: what is wrong and where, in one sentence, and what to do about it.
 * Everything else that is thrown is a defect of this program.
 */
export class UserError extends Error {
  readonly hint: string | undefined;
  readonly exitCode: ExitCode;
  /** Names the refusal for scripts, with the values in its sentence; absent where the command line is at fault. */
  readonly id: string | undefined;
  readonly values: Record<string, unknown>;
  readonly from: Evidence | undefined;

  constructor(message: string, options: UserErrorOptions = {}) {
    super(message, { cause: options.cause });
    this.name = 'UserError';
    this.hint = options.hint;
    this.exitCode = options.exitCode ?? EXIT.refused;
    this.id = options.id;
    this.values = options.values ?? {};
    this.from = options.from;
  }
}

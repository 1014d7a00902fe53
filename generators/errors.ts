/** Exit codes of the command: the whole list. */
export const EXIT = { done: 0, refused: 1, usage: 2, cancelled: 130 } as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/**
 * An error the user can act on: what is wrong and where, in one sentence, and what to do about it.
 * Everything else that is thrown is a defect of this program.
 */
export class UserError extends Error {
  readonly hint: string | undefined;
  readonly exitCode: ExitCode;

  constructor(message: string, options: { hint?: string; exitCode?: ExitCode; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.name = 'UserError';
    this.hint = options.hint;
    this.exitCode = options.exitCode ?? EXIT.refused;
  }
}

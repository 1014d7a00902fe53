import { type ParseArgsConfig, parseArgs } from 'node:util';
import { EXIT, UserError } from '../errors.js';

/** A mistake in the arguments of a command such as `audit` or `template`. */
export function misuse(command: string, message: string, hint?: string): UserError {
  return new UserError(message, {
    exitCode: EXIT.usage,
    hint: hint ?? `See create-dockerfile ${command} --help.`,
  });
}

/** The options and the other arguments of such a command. Throws a UserError for what is not among its options. */
export function commandArguments<T extends NonNullable<ParseArgsConfig['options']>>(
  command: string,
  argv: readonly string[],
  options: T,
) {
  try {
    return parseArgs({ args: [...argv], allowPositionals: true, options });
  } catch (error) {
    // Its second sentence is on arguments that begin with a dash.
    throw misuse(command, (error as Error).message.split('. ')[0] ?? '');
  }
}

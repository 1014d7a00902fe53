import { parse } from 'shell-quote';

/**
 * The words of a command line as a shell would pass them, or undefined when only a shell can run it
 * (a pipe, `&&`, a variable, a glob): then exec form is not possible (R19).
 */
export function wordsOf(command: string): string[] | undefined {
  const parts = parse(command, (name) => ({ op: `$${name}` }));
  return parts.every((part) => typeof part === 'string') ? parts : undefined;
}

import { shellParts } from './shell-parts.js';

/**
 * The words of a text as they stand, patterns and operators too; none where it is no shell text. For what is not run by a shell:
 * flags and commands that are to be read.
 *
 * - `variable`: what stands for a variable, by default its name with the dollar sign.
 */
export function plainWords(text: string, variable?: (name: string) => string): string[] {
  return (shellParts(text, variable) ?? []).map((part) => {
    if (typeof part === 'string') return part;
    return 'pattern' in part ? part.pattern : 'op' in part ? part.op : '';
  });
}

/**
 * The words of a command line as a shell would pass them, or undefined when only a shell can run it
 * (a pipe, `&&`, a variable): then exec form is not possible. A `*` stays as it is: the wildcards
 * of Java's class path are not for the shell.
 */
export function wordsOf(command: string): string[] | undefined {
  const words = shellParts(command, (name) => ({ op: `$${name}` }))?.map((part) =>
    typeof part === 'object' && 'pattern' in part ? part.pattern : part,
  );
  return words?.every((word) => typeof word === 'string') ? words : undefined;
}

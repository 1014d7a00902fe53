import { bodyAt } from '../../../project/braces.js';
import type { Program } from '../read/program.js';
import { spotAt } from '../read/source.js';
import type { Command } from './command.js';

/**
 * The cases of `switch os.Args[1] { … }`, or of a variable set from the arguments, in the main package,
 * where the default shows the help, complains or exits.
 */
export function switchCommands({ packages }: Program): Command[] {
  return (packages[0]?.sources ?? []).flatMap(({ code, path }) =>
    [...code.matchAll(/\bswitch\s+([\w.]+(?:\[[01]\]|\(0\))?)\s*\{/g)].flatMap((match) => {
      const { index } = match;
      if (!isArgument(code.slice(0, index), match[1] ?? '')) return [];
      const body = bodyAt(code, index + match[0].length - 1);
      const fallback = /\bdefault:([\s\S]*)$/.exec(body)?.[1] ?? '';
      if (!/help|usage|print|fatal|exit|error/i.test(fallback)) return [];
      const from = spotAt({ path, code }, index);
      return [...body.matchAll(/^[ \t]*case\s+"([\w-]+)"[^:\n]*:/gm)].map(([, name = '']) => ({
        name,
        from,
        runs: true,
        root: false,
        lines: { first: from.line, last: from.line },
      }));
    }),
  );
}

const ARGUMENT = String.raw`(?:os\.Args\[1\]|args\[0\]|flag\.Args\(\)\[0\]|flag\.Arg\(0\))`;

/** True for the first argument of the command line, or a variable that is set from it. */
function isArgument(before: string, subject: string): boolean {
  if (new RegExp(`^${ARGUMENT}$`).test(subject)) return true;
  return /^\w+$/.test(subject) && new RegExp(String.raw`\b${subject}\s*:?=\s*${ARGUMENT}`).test(before);
}

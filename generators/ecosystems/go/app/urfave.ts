import { bodyAt } from '../../../project/braces.js';
import type { Program } from '../read/program.js';
import { functionAt, spotAt } from '../read/source.js';
import type { Command } from './command.js';

export function urfaveCommands({ sources, imports }: Program): Command[] {
  if (![...imports.keys()].some((path) => /^github\.com\/(urfave|minio)\/cli(\/|$)/.test(path))) return [];
  const below = new Set(sources.flatMap(({ code }) => subcommandMakers(code)));
  return sources.flatMap(({ code, path }) => {
    const commands = [
      ...code.matchAll(
        /\bcli\.Command\{|(?<!\w)\{\s*(?=Name:\s*"\w+",[ \t\r]*\n\s*(?:Usage|Aliases|Action|Flags):)/g,
      ),
    ].filter(({ index }) => !below.has(functionAt(code, index).name));
    const apps = [...code.matchAll(/\bcli\.App\{/g)];
    const of = (match: RegExpMatchArray, root: boolean): Command[] => {
      const open = (match.index ?? 0) + match[0].indexOf('{');
      const body = bodyAt(code, open);
      const name = /\bName:\s*"([^"]*)"/.exec(body)?.[1];
      const nested = /\bCommands:/.test(body);
      if (name === undefined) return [];
      const runs = /\bAction:/.test(nested ? body.slice(0, body.indexOf('Commands:')) : body);
      const { lines } = functionAt(code, open);
      return [{ name, from: spotAt({ path, code }, open), runs, root: root || nested, lines }];
    };
    return [...apps.flatMap((match) => of(match, true)), ...commands.flatMap((match) => of(match, false))];
  });
}

/** Functions that make commands below another command: `Subcommands: []*cli.Command{newRun()}`. */
function subcommandMakers(code: string): string[] {
  return [...code.matchAll(/\b\w*[sS]ubcommands\s*(?::|:?=)\s*\[\]\*?cli\.Command\{/g)].flatMap((match) =>
    [...bodyAt(code, match.index + match[0].length - 1).matchAll(/\b(\w+)\(/g)].map(([, name = '']) => name),
  );
}

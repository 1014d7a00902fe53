import { lineAt } from '../../decision.js';
import type { Program } from './program.js';

/** An argument the program is started with, and the place that asks for it. */
export interface StartArgument {
  argument: string;
  from: string;
  because: string;
}

/** Subcommands that serve, the likeliest first. */
const SERVING = ['serve', 'server', 'start', 'run', 'web', 'api', 'http', 'daemon'];

interface Command {
  name: string;
  from: string;
  runs: boolean;
  root: boolean;
}

/**
 * The subcommand that serves, for a program whose root command only prints its help
 * (cobra, urfave/cli, kong, go-flags). Undefined when the root command runs by itself or none is named like a server.
 */
export function findSubcommand(program: Program): StartArgument | undefined {
  const commands = [...cobraCommands(program), ...urfaveCommands(program), ...taggedCommands(program)];
  if (commands.length === 0) commands.push(...switchCommands(program));
  if (commands.length < 2 || commands.some(({ root, runs }) => root && runs)) return undefined;
  const candidates = commands.filter(({ root }) => !root);
  for (const name of SERVING) {
    const found = candidates.find((command) => command.name === name);
    if (found !== undefined) {
      return { argument: name, from: found.from, because: `the subcommand that serves is "${name}"` };
    }
  }
  return undefined;
}

function cobraCommands({ sources, imports }: Program): Command[] {
  if (!imports.has('github.com/spf13/cobra')) return [];
  const all = sources.map(({ code }) => code).join('\n');
  return sources.flatMap(({ code, path }) =>
    [...code.matchAll(/(?:(\w+)(?:\s*:?=|\s+\*?cobra\.Command\s*=)\s*)?&?cobra\.Command\{/g)].flatMap(
      (match) => {
        const body = bodyAt(code, match.index + match[0].length - 1);
        const use = /\bUse:\s*"([^"\s]*)/.exec(body)?.[1];
        if (use === undefined) return [];
        const line = code.slice(0, match.index).split('\n').length;
        const variable = match[1];
        const root =
          variable !== undefined && new RegExp(`\\b${variable}\\.Execute(C|Context)?\\(`).test(all)
            ? true
            : /^root/i.test(variable ?? '');
        return [{ name: use, from: `${path}:${line}`, runs: /\bRunE?:/.test(body), root }];
      },
    ),
  );
}

function urfaveCommands({ sources, imports }: Program): Command[] {
  if (![...imports.keys()].some((path) => /^github\.com\/urfave\/cli(\/|$)/.test(path))) return [];
  return sources.flatMap(({ code, path }) => {
    const commands = [
      ...code.matchAll(
        /\bcli\.Command\{|\{\s*\n?\s*(?=Name:\s*"\w+",\s*\n\s*(?:Usage|Aliases|Action|Flags):)/g,
      ),
    ];
    const apps = [...code.matchAll(/\bcli\.App\{/g)];
    const of = (match: RegExpMatchArray, root: boolean): Command[] => {
      const open = (match.index ?? 0) + match[0].indexOf('{');
      const body = bodyAt(code, open);
      const name = /\bName:\s*"([^"]*)"/.exec(body)?.[1];
      const nested = /\bCommands:/.test(body);
      if (name === undefined) return [];
      const line = code.slice(0, open).split('\n').length;
      const runs = /\bAction:/.test(nested ? body.slice(0, body.indexOf('Commands:')) : body);
      return [{ name, from: `${path}:${line}`, runs, root: root || nested }];
    };
    return [...apps.flatMap((match) => of(match, true)), ...commands.flatMap((match) => of(match, false))];
  });
}

/** kong's `cmd:""` (named after its field where it has no `name`) and go-flags' `command:"serve"`. */
function taggedCommands({ sources, imports }: Program): Command[] {
  const key = imports.has('github.com/alecthomas/kong')
    ? 'cmd'
    : imports.has('github.com/jessevdk/go-flags')
      ? 'command'
      : undefined;
  if (key === undefined) return [];
  const fields = new RegExp(
    String.raw`^[ \t]*(\w+)[ \t]+(?:[\w.*]+|struct[^\x60]*\})[ \t]*\x60([^\x60]*\b${key}:"[^\x60]*)\x60`,
    'gm',
  );
  const structs = new Map<string, Command[]>();
  for (const { code, path } of sources) {
    for (const { 1: field = '', 2: tag = '', index } of code.matchAll(fields)) {
      const given = new RegExp(String.raw`\b(?:${key === 'cmd' ? 'name' : key}):"([^"]+)"`).exec(tag)?.[1];
      const name = given ?? field.replace(/(?<=[a-z0-9])(?=[A-Z])/g, '-').toLowerCase();
      const struct = `${path}:${code.lastIndexOf('\ntype ', index)}`;
      // A default command runs where none is named.
      const command = {
        name,
        from: `${path}:${lineAt(code, index)}`,
        runs: true,
        root: /\bdefault:"/.test(tag),
      };
      structs.set(struct, [...(structs.get(struct) ?? []), command]);
    }
  }
  // Each struct is one level of commands, and the program's own come before those of its commands.
  const level = [...structs.values()].find((found) => found.some(({ name }) => SERVING.includes(name)));
  return level === undefined ? [] : [...level, { name: '', from: '', runs: false, root: true }];
}

/**
 * The cases of `switch os.Args[1] { … }`, or of a variable set from the arguments, in the main package,
 * where the default shows the help, complains or exits.
 */
function switchCommands({ packages }: Program): Command[] {
  return (packages[0]?.sources ?? []).flatMap(({ code, path }) =>
    [...code.matchAll(/\bswitch\s+([\w.]+(?:\[[01]\]|\(0\))?)\s*\{/g)].flatMap((match) => {
      const { index } = match;
      if (!isArgument(code.slice(0, index), match[1] ?? '')) return [];
      const body = bodyAt(code, index + match[0].length - 1);
      const fallback = /\bdefault:([\s\S]*)$/.exec(body)?.[1] ?? '';
      if (!/help|usage|print|fatal|exit|error/i.test(fallback)) return [];
      const line = lineAt(code, index);
      return [...body.matchAll(/^\s*case\s+"([\w-]+)"[^:\n]*:/gm)].map(([, name = '']) => ({
        name,
        from: `${path}:${line}`,
        runs: true,
        root: false,
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

/** The text between a brace and its match. */
function bodyAt(code: string, open: number): string {
  let depth = 0;
  for (let i = open; i < code.length; i++) {
    if (code[i] === '{') depth++;
    else if (code[i] === '}' && --depth === 0) return code.slice(open + 1, i);
  }
  return code.slice(open + 1);
}

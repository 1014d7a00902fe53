import { bodyAt } from '../../project/braces.js';
import { lineAt } from '../../project/evidence.js';
import { type Command, cobraCommands, nestedCobraCommands } from './cobra.js';
import type { Program } from './program.js';
import { functionAt } from './source.js';

/** An argument the program is started with, and the place that asks for it. */
export interface StartArgument {
  argument: string;
  from: string;
  because: string;
}

/** Subcommands that serve, the likeliest first. */
const SERVING = ['serve', 'server', 'start', 'run', 'web', 'api', 'http', 'daemon'];

/**
 * The subcommand that serves, for a program whose root command only prints its help
 * (cobra, urfave/cli, kong, go-flags). Undefined when the root command runs by itself or none is named like a server.
 */
export function findSubcommand(program: Program): StartArgument | undefined {
  const commands = commandsOf(program);
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

function commandsOf(program: Program): Command[] {
  return [...cobraCommands(program), ...urfaveCommands(program), ...taggedCommands(program)];
}

/** True for a line (`main.go:31`) that is about a subcommand which is not started: its flags are not understood. */
export type ElsewhereTest = (from: string) => boolean;

/** What tells the lines of other subcommands from those of the program as it is started. */
export function elsewhere(program: Program, started: StartArgument | undefined): ElsewhereTest {
  const commands = [...commandsOf(program), ...nestedCobraCommands(program)];
  return (from) => {
    const [path, line] = splitPlace(from);
    const around = commands.filter(
      (one) => splitPlace(one.from)[0] === path && one.lines.first <= line && line <= one.lines.last,
    );
    const narrowest = Math.min(...around.map(({ lines }) => lines.last - lines.first));
    const about = around.filter(({ lines }) => lines.last - lines.first === narrowest);
    return about.length > 0 && !about.some(({ root, name }) => root || name === started?.argument);
  };
}

function splitPlace(from: string): [path: string, line: number] {
  const colon = from.lastIndexOf(':');
  return [from.slice(0, colon), Number(from.slice(colon + 1))];
}

function urfaveCommands({ sources, imports }: Program): Command[] {
  if (![...imports.keys()].some((path) => /^github\.com\/urfave\/cli(\/|$)/.test(path))) return [];
  const below = new Set(sources.flatMap(({ code }) => subcommandMakers(code)));
  return sources.flatMap(({ code, path }) => {
    const commands = [
      ...code.matchAll(
        /\bcli\.Command\{|(?<!\w)\{\s*\n?\s*(?=Name:\s*"\w+",\s*\n\s*(?:Usage|Aliases|Action|Flags):)/g,
      ),
    ].filter(({ index }) => !below.has(functionAt(code, index).name));
    const apps = [...code.matchAll(/\bcli\.App\{/g)];
    const of = (match: RegExpMatchArray, root: boolean): Command[] => {
      const open = (match.index ?? 0) + match[0].indexOf('{');
      const body = bodyAt(code, open);
      const name = /\bName:\s*"([^"]*)"/.exec(body)?.[1];
      const nested = /\bCommands:/.test(body);
      if (name === undefined) return [];
      const line = code.slice(0, open).split('\n').length;
      const runs = /\bAction:/.test(nested ? body.slice(0, body.indexOf('Commands:')) : body);
      const { lines } = functionAt(code, open);
      return [{ name, from: `${path}:${line}`, runs, root: root || nested, lines }];
    };
    return [...apps.flatMap((match) => of(match, true)), ...commands.flatMap((match) => of(match, false))];
  });
}

const NOTHING = { name: '', from: '', lines: { first: 0, last: 0 } };

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
      const line = lineAt(code, index);
      const command = {
        name,
        from: `${path}:${line}`,
        runs: true,
        root: /\bdefault:"/.test(tag),
        lines: { first: line, last: line },
      };
      structs.set(struct, [...(structs.get(struct) ?? []), command]);
    }
  }
  // Each struct is one level of commands, and the program's own come before those of its commands.
  const level = [...structs.values()].find((found) => found.some(({ name }) => SERVING.includes(name)));
  return level === undefined ? [] : [...level, { ...NOTHING, runs: false, root: true }];
}

/** Functions that make commands below another command: `Subcommands: []*cli.Command{newRun()}`. */
function subcommandMakers(code: string): string[] {
  return [...code.matchAll(/\b\w*[sS]ubcommands\s*(?::|:?=)\s*\[\]\*?cli\.Command\{/g)].flatMap((match) =>
    [...bodyAt(code, match.index + match[0].length - 1).matchAll(/(\w+)\(/g)].map(([, name = '']) => name),
  );
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
        lines: { first: line, last: line },
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

import type { Program } from '../read/program.js';
import { cobraCommands, nestedCobraCommands } from './cobra.js';
import { type Command, SERVING } from './command.js';
import { switchCommands } from './switch-commands.js';
import { taggedCommands } from './tagged-commands.js';
import { urfaveCommands } from './urfave.js';

/** An argument the program is started with, and the place that asks for it. */
export interface StartArgument {
  argument: string;
  from: string;
  because: string;
}

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

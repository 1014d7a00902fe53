import type { Program } from '../read/program.js';
import type { Spot } from '../read/source.js';
import { cobraCommands } from './cobra.js';
import { type Command, SERVING } from './command.js';
import { switchCommands } from './switch-commands.js';
import { taggedCommands } from './tagged-commands.js';
import { urfaveCommands } from './urfave.js';

/** An argument the program is started with, and the place that asks for it. */
export interface StartArgument {
  argument: string;
  from: Spot;
  because: string;
}

/** The commands of a program, and what it is started with. */
export interface CommandLine {
  /** The subcommand that serves; undefined when the root command runs by itself or none is named like a server. */
  subcommand: StartArgument | undefined;
  /** True for a place that is about a subcommand which is not started: its flags are not understood. */
  isElsewhere(place: Spot): boolean;
}

/** Reads the command line of a program (cobra, urfave/cli, kong, go-flags, a switch over its arguments). */
export function commandLineOf(program: Program): CommandLine {
  const { direct, nested } = cobraCommands(program);
  const commands = [...direct, ...urfaveCommands(program), ...taggedCommands(program)];
  const subcommand = servingOf(commands.length === 0 ? switchCommands(program) : commands);
  return { subcommand, isElsewhere: (place) => isElsewhere([...commands, ...nested], subcommand, place) };
}

/** The subcommand that serves, where the root command only prints its help. */
function servingOf(commands: readonly Command[]): StartArgument | undefined {
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

function isElsewhere(commands: readonly Command[], started: StartArgument | undefined, place: Spot): boolean {
  const around = commands.filter(
    ({ from, lines }) => from.file === place.file && lines.first <= place.line && place.line <= lines.last,
  );
  const narrowest = Math.min(...around.map(({ lines }) => lines.last - lines.first));
  const about = around.filter(({ lines }) => lines.last - lines.first === narrowest);
  return about.length > 0 && !about.some(({ root, name }) => root || name === started?.argument);
}

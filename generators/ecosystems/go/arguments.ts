import { type Decision, decide } from '../../plan/decision.js';
import { webProcess } from '../../plan/procfile.js';
import { wordsOf } from '../../project/shell-words.js';
import { startArguments } from './command.js';
import type { Facts } from './facts.js';
import type { Listening } from './listen.js';
import type { StartArgument } from './start.js';

interface StartParts {
  listening: Listening;
  subcommand: StartArgument | undefined;
  wish: Decision<string> | undefined;
}

/** How the program is started: its default arguments, and where it then listens. */
export interface Start {
  command: Decision<string[]>;
  listening: Listening;
}

/** Decides the arguments: those asked for, those of a Procfile, else what the code needs to serve. */
export function decideStart(facts: Facts, { listening, subcommand, wish }: StartParts): Start {
  if (wish !== undefined) {
    return { command: decide(startArguments(wish, facts.name), wish.from), listening };
  }
  const web = webStart(facts, listening);
  if (web !== undefined) return web;
  const values = [...(subcommand === undefined ? [] : [subcommand.argument]), ...listening.arguments];
  if (subcommand !== undefined) {
    return { command: decide(values, subcommand.from, subcommand.because), listening };
  }
  const command =
    values.length > 0
      ? decide(values, listening.ports.from, 'so that it listens where the container is reached')
      : decide(values, 'default', 'the program needs no arguments');
  return { command, listening };
}

/** A port that the platform chooses: what a Procfile's `$PORT` becomes where the code names none. */
const PLATFORM_PORT = 8080;

/** What a Procfile starts this very program with: `web: bin/shop serve --port=$PORT`. */
function webStart({ project, program, name }: Facts, listening: Listening): Start | undefined {
  const web = webProcess(project, program.scope.module.dir);
  if (web === undefined) return undefined;
  const [port = PLATFORM_PORT] = listening.ports.value;
  const given = web.value.replace(/\$(?:PORT\b|\{PORT(?::-\w*)?\})/g, String(port));
  const [first = '', ...rest] = wordsOf(given) ?? [];
  if (rest.length === 0 || first.slice(first.lastIndexOf('/') + 1) !== name) return undefined;
  const flags = new Set(rest.map(flagOf));
  const more = listening.arguments.filter((argument) => !flags.has(flagOf(argument)));
  const command = decide([...rest, ...more], web.from, 'the web process of the Procfile');
  if (given === web.value || listening.ports.value.length > 0) return { command, listening };
  const ports = decide([port], web.from, 'the web process of the Procfile is given it');
  return { command, listening: { ...listening, ports } };
}

/** `--port=80` and `-port` are the same flag. */
function flagOf(argument: string): string {
  return argument.replace(/^-+/, '').replace(/=.*/s, '');
}

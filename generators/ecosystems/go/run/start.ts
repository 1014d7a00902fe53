import { type Decision, decide } from '../../../plan/decision.js';
import { webProcess } from '../../../plan/procfile.js';
import { cite } from '../../../project/evidence.js';
import { wordsOf } from '../../../project/shell-words.js';
import type { App } from '../app/programs.js';
import type { StartArgument } from '../app/subcommand.js';
import { refuse } from '../sentences.js';
import { type Framework, serveArguments } from './framework.js';
import type { Listening } from './listening.js';
import type { SettingsFile } from './settings-file.js';
import type { WrittenFolder } from './written-folders.js';

interface StartParts {
  listening: Listening;
  subcommand: StartArgument | undefined;
  /** The settings it is started with, where a flag names them. */
  settings: SettingsFile | undefined;
  /** The folder for its data that it is told behind its serving command. */
  folder: WrittenFolder | undefined;
  /** The framework that starts it. */
  framework: Framework | undefined;
  wish: Decision<string> | undefined;
}

/** How the program is started: its default arguments, and where it then listens. */
export interface Start {
  command: Decision<string[]>;
  listening: Listening;
}

/** Decides the arguments: those asked for, those of a Procfile, else what the code needs to serve. */
export function decideStart(
  app: App,
  { listening, subcommand, settings, folder, framework, wish }: StartParts,
): Start {
  if (wish !== undefined) {
    return { command: decide(startArguments(wish, app.name), wish.from), listening };
  }
  const web = webStart(app, listening);
  if (web !== undefined) return web;
  if (framework?.serve !== undefined) {
    const words = serveArguments(framework, listening.ports.value[0] ?? framework.serve.port);
    const command = decide(words, framework.from, 'how its framework serves outside of its own host');
    return { command, listening: { ...listening, warnings: [] } };
  }
  const named = settings?.flag === undefined ? [] : [`--${settings.flag}=${settings.as}`];
  const values = [
    ...(subcommand === undefined ? [] : [subcommand.argument]),
    ...named,
    ...listening.arguments,
    ...(settings?.operand === true ? [settings.as] : []),
    ...(folder === undefined ? [] : [folder.path]),
  ];
  if (subcommand !== undefined) {
    return { command: decide(values, subcommand.from, subcommand.because), listening };
  }
  if (settings !== undefined && named.length > 0) {
    return { command: decide(values, settings.from, 'it does not start without its settings'), listening };
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
function webStart({ project, program, name }: App, listening: Listening): Start | undefined {
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

/**
 * The arguments of a start command, without the program itself.
 *
 * Throws a UserError for what only a shell could run.
 */
export function startArguments(wish: Decision<string>, name: string): string[] {
  const words = wordsOf(wish.value);
  if (words === undefined) {
    throw refuse('start-needs-shell', { asked: cite(wish.from), command: wish.value }, wish.from);
  }
  const [first = '', ...rest] = words;
  const isProgram = first.slice(first.lastIndexOf('/') + 1) === name || /^\.?\//.test(first);
  return isProgram ? rest : [first, ...rest].filter((word) => word !== '');
}

import module from 'node:module';
import { Writable } from 'node:stream';
import { EXIT, type ExitCode, UserError } from '../errors.js';
import { inAscii, printable, shown } from '../project/shown.js';
import { type Flags, parseFlags } from './flags.js';
import { helpText } from './help.js';
import { errorAsJson } from './json.js';
import { eatenByNpm } from './npm.js';
import type { World } from './world.js';

/** Runs the command line in this process and reports what went wrong. Returns the exit code. */
export async function runCommandLine(argv: readonly string[]): Promise<ExitCode> {
  try {
    if (argv[0] === 'template') return await authoring(argv.slice(1));
    if (argv[0] === 'audit') return await auditing(argv.slice(1));
    return await dispatch(await parseFlags([...eatenByNpm(process.env), ...argv]));
  } catch (error) {
    return report(error, argv.includes('--json'));
  }
}

/** Commands for authors of templates; a directory of that name is reached as ./template. */
async function authoring(argv: readonly string[]): Promise<ExitCode> {
  const { runTemplate } = await import('./template.js');
  return runTemplate(argv, { cwd: workingDirectory(), stdout: process.stdout, env: process.env });
}

/** Looks over a Dockerfile that somebody wrote; a directory of that name is reached as ./audit. */
async function auditing(argv: readonly string[]): Promise<ExitCode> {
  const { runAudit } = await import('./audit.js');
  return runAudit(argv, worldOf({ directory: '.', given: {} }));
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Listens to signals until the function that it returns is called; the first is obeyed at the end of the run. */
function onSignal(listener: () => void): () => void {
  let received = false;
  const note = (signal: NodeJS.Signals) => {
    if (!received) process.once('beforeExit', () => process.kill(process.pid, signal));
    received = true;
    listener();
  };
  for (const signal of SIGNALS) process.on(signal, note);
  return () => {
    for (const signal of SIGNALS) process.off(signal, note);
  };
}

/** Runs a task to its end though a signal comes meanwhile. */
async function undisturbed<T>(task: () => T): Promise<T> {
  const off = onSignal(() => {});
  try {
    return task();
  } finally {
    // Signals are delivered between tasks.
    await new Promise((resolve) => setImmediate(resolve));
    off();
  }
}

function workingDirectory(): string {
  try {
    return process.cwd();
  } catch (error) {
    throw new UserError('the working directory is not there any more', {
      exitCode: EXIT.usage,
      hint: 'Change to the directory of a repository and run again.',
      cause: error,
    });
  }
}

/** True where the locale says that the terminal takes UTF-8; Windows terminals that do not are gone. */
function showsUnicode(): boolean {
  const { LC_ALL, LC_CTYPE, LANG } = process.env;
  return process.platform === 'win32' || /utf-?8/i.test(LC_ALL || LC_CTYPE || LANG || '');
}

async function dispatch(flags: Flags): Promise<ExitCode> {
  if (flags.given.help) {
    process.stdout.write(helpText());
    return EXIT.done;
  }
  if (flags.given.version) {
    process.stdout.write(`${(await import('../home.js')).ownVersion()}\n`);
    return EXIT.done;
  }
  // Node 22.1 and later keep the compiled code of what follows between runs.
  (module as { enableCompileCache?: () => void }).enableCompileCache?.();
  const { run } = await import('./run.js');
  return run(flags, worldOf(flags));
}

/** This process as the world of a run. */
function worldOf(flags: Flags): World {
  return {
    cwd: workingDirectory(),
    input: process.stdin,
    stdout: process.stdout,
    stderr: flags.given.quiet && !isInteractive(flags) ? nowhere() : process.stderr,
    env: process.env,
    interactive: isInteractive(flags),
    live: process.stderr.isTTY === true && !flags.given.quiet,
    columns: process.stderr.columns || 80,
    color: process.stderr.isTTY === true && process.stderr.hasColors?.() === true && !isDumb(),
    unicode: showsUnicode(),
    plain: isDumb(),
    onSignal,
    undisturbed,
  };
}

/** An output that nobody reads. */
function nowhere(): NodeJS.WritableStream {
  return new Writable({ write: (_chunk, _encoding, done) => done() });
}

function isInteractive({ given }: Flags): boolean {
  return (
    process.stdin.isTTY === true && process.stderr.isTTY === true && given.yes !== true && !isContinuous()
  );
}

/** A job of a CI service, which often has a terminal and never somebody in front of it. */
function isContinuous(): boolean {
  return !['', '0', 'false'].includes(process.env.CI ?? '');
}

/** A terminal that understands no escape codes. */
function isDumb(): boolean {
  return process.env.TERM === 'dumb';
}

function report(error: unknown, json: boolean): ExitCode {
  if (error instanceof UserError) {
    if (json) process.stdout.write(errorAsJson(error));
    const say = (text: string) => process.stderr.write(`${showsUnicode() ? text : inAscii(text)}\n`);
    say(`create-dockerfile: ${shown(error.message)}`);
    if (error.hint !== undefined) say(printable(error.hint));
    return error.exitCode;
  }
  const text = error instanceof Error ? error.stack : String(error);
  process.stderr.write(
    `create-dockerfile: this is a defect of create-dockerfile, please report it:\n${text}\n`,
  );
  return EXIT.refused;
}

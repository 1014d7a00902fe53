import module from 'node:module';
import { EXIT, type ExitCode, UserError } from '../errors.js';
import { printable, shown } from '../project/shown.js';
import { type Flags, parseFlags } from './flags.js';
import { helpText } from './help.js';

/** npm eats these flags of `npm create dockerfile --yes` and passes them on as environment. */
const FROM_NPM = { yes: 'npm_config_yes', 'dry-run': 'npm_config_dry_run' } as const;

/** Runs the command line in this process and reports what went wrong. Returns the exit code. */
export async function runCommandLine(argv: readonly string[]): Promise<ExitCode> {
  try {
    return await dispatch(await parseFlags(argv));
  } catch (error) {
    return report(error);
  }
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
  for (const [name, variable] of Object.entries(FROM_NPM)) {
    if (process.env[variable] === 'true') flags.given[name as keyof typeof FROM_NPM] = true;
  }
  // Node 22.1 and later keep the compiled code of what follows between runs.
  (module as { enableCompileCache?: () => void }).enableCompileCache?.();
  const { run } = await import('./run.js');
  return run(flags, {
    cwd: process.cwd(),
    input: process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
    interactive: isInteractive(flags),
    color: process.stderr.isTTY === true && process.stderr.hasColors?.() === true,
  });
}

function isInteractive({ given }: Flags): boolean {
  return process.stdin.isTTY === true && process.stderr.isTTY === true && given.yes !== true;
}

function report(error: unknown): ExitCode {
  if (error instanceof UserError) {
    process.stderr.write(`create-dockerfile: ${shown(error.message)}\n`);
    if (error.hint !== undefined) process.stderr.write(`${printable(error.hint)}\n`);
    return error.exitCode;
  }
  if (error instanceof Error && error.name === 'ExitPromptError') {
    process.stderr.write('create-dockerfile: cancelled, nothing was written\n');
    return EXIT.cancelled;
  }
  const text = error instanceof Error ? error.stack : String(error);
  process.stderr.write(
    `create-dockerfile: this is a defect of create-dockerfile, please report it:\n${text}\n`,
  );
  return EXIT.refused;
}

import { createEnv } from 'yeoman-environment';
import { EXIT, UserError } from '../errors.js';
import type { ComparedFile } from '../write/compare.js';
import { TerminalAdapter, type TerminalOptions } from './adapter.js';
import { DockerfileGenerator } from './generator.js';

export { DockerfileGenerator, type GeneratorOptions } from './generator.js';
export default DockerfileGenerator;

export interface WriteRequest {
  directory: string;
  files: readonly ComparedFile[];
  terminal: TerminalOptions;
  /** True when each conflict is a question; false when all files may be written. */
  ask: boolean;
}

/**
 * Writes the files through a Yeoman environment: conflicts are shown and asked about, then all
 * accepted files are committed at once.
 *
 * Throws a UserError with exit code 130 when the user aborts; nothing is written then.
 */
export async function writeWithYeoman({ directory, files, terminal, ask }: WriteRequest): Promise<void> {
  const adapter = new TerminalAdapter(terminal);
  const env = createEnv({ cwd: directory, logCwd: directory, adapter: adapter as never, skipInstall: true });
  const generator = await env.instantiate(
    DockerfileGenerator as never,
    {
      generatorOptions: { directory, files, atomic: true, force: !ask },
    } as never,
  );
  try {
    await env.runGenerator(generator as never);
  } catch (error) {
    if (!isAbort(error)) throw error;
    throw new UserError('cancelled, nothing was written', { exitCode: EXIT.cancelled, cause: error });
  }
}

/** The conflict menu's "abort", or Ctrl-C in it. */
function isAbort(error: unknown): boolean {
  return (
    error instanceof Error && (error.name === 'ExitPromptError' || /aborted by user/.test(error.message))
  );
}

import { createEnv } from 'yeoman-environment';
import type { ComparedFile } from '../write/compare.js';
import { TerminalAdapter, type TerminalOptions } from './adapter.js';
import type { Committing } from './commit.js';
import { DockerfileGenerator } from './generator.js';

export { DockerfileGenerator, type GeneratorOptions } from './generator.js';
export default DockerfileGenerator;

export interface WriteRequest extends Omit<Committing, 'done'> {
  terminal: TerminalOptions;
}

/**
 * Writes the files through a Yeoman environment: files that differ are shown and asked about, then all
 * accepted ones are committed at once. Returns those that were written.
 *
 * Throws a UserError with exit code 130 when the user cancels; nothing is written then.
 */
export async function writeWithYeoman({ terminal, ...job }: WriteRequest): Promise<readonly ComparedFile[]> {
  const { directory } = job;
  const adapter = new TerminalAdapter(terminal);
  const env = createEnv({ cwd: directory, logCwd: directory, adapter: adapter as never, skipInstall: true });
  let written: readonly ComparedFile[] = [];
  const committing: Committing = {
    ...job,
    done(files) {
      written = files;
    },
  };
  const generator = await env.instantiate(
    DockerfileGenerator as never,
    { generatorOptions: { directory, committing } } as never,
  );
  await env.runGenerator(generator as never);
  return written;
}

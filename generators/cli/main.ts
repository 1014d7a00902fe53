#!/usr/bin/env node
import { helpText } from './help.js';
import { watchOutputs } from './outputs.js';

/** What --help and --version need is all that is loaded for them: they cost what bare node costs. */
async function main(argv: readonly string[]): Promise<number> {
  const only = argv.length === 1 ? argv[0] : undefined;
  if (only === '--help' || only === '-h') {
    process.stdout.write(helpText());
    return 0;
  }
  const { runCommandLine } = await import('./command-line.js');
  return runCommandLine(argv);
}

// What Node.js wants to tell the developers of this program is nothing for those who use it.
process.removeAllListeners('warning');

const outputs = watchOutputs([process.stdout, process.stderr]);
process.exitCode = await main(process.argv.slice(2));
process.once('exit', () => {
  const failure = outputs.failure();
  if (failure === undefined || process.exitCode !== 0) return;
  process.stderr.write(`create-dockerfile: the output could not be written (${failure})\n`);
  process.exitCode = 1;
});

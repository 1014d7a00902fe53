import { resolve } from 'node:path';
import { EXIT, UserError } from '../errors.js';
import type { Product } from '../produce.js';
import type { Report } from '../verify/report.js';
import { verify } from '../verify/verify.js';
import { compare } from '../write/compare.js';
import { onEngine } from './engine-run.js';
import type { Flags } from './flags.js';
import type { World } from './world.js';

export interface VerifyRun {
  product: Product;
  directory: string;
  flags: Flags;
  world: World;
}

/**
 * Proves on this machine that what was generated works. What a signal interrupts is removed all the same.
 *
 * Returns the report; nothing when a signal ended it.
 *
 * Throws a UserError where there is no engine, or nobody to press a key.
 */
export async function verifyHere({
  product,
  directory,
  flags,
  world,
}: VerifyRun): Promise<Report | undefined> {
  const keep = flags.given.verify === 'keep';
  if (keep && !isTerminal(world.input)) {
    throw new UserError('--verify=keep waits for a key, and there is no terminal to press one in', {
      exitCode: EXIT.usage,
      hint: 'Take --verify.',
    });
  }
  return onEngine(world, (engine, progress) =>
    verify({
      engine,
      cleaner: engine.withoutSignal,
      directory,
      written: compare(directory, product.files).every(({ state }) => state === 'identical'),
      files: product.files,
      plan: product.plan,
      runFlags: runFlagsOf(flags, world.cwd),
      env: world.env,
      compare: flags.given.compare === true,
      onStep: progress.step,
      ...(keep && { whileRunning: (url: string) => untilKey(url, world, progress.pause) }),
    }),
  );
}

function runFlagsOf({ given }: Flags, cwd: string): string[] {
  const file = given['env-from'];
  return [
    ...(typeof file === 'string' ? ['--env-file', resolve(cwd, file)] : []),
    ...(given.env ?? []).flatMap((variable) => ['--env', variable]),
  ];
}

function isTerminal(input: NodeJS.ReadableStream): input is NodeJS.ReadStream {
  return (input as Partial<NodeJS.ReadStream>).isTTY === true;
}

/** Says where it answers, and waits for any key. */
async function untilKey(url: string, { input, stderr }: World, pause: () => void): Promise<void> {
  if (!isTerminal(input)) return;
  pause();
  stderr.write(`It runs at ${url}: press a key to stop it\n`);
  input.setRawMode(true);
  try {
    await new Promise<void>((done) => {
      input.once('data', () => done());
      input.resume();
    });
  } finally {
    input.setRawMode(false);
    input.pause();
  }
}

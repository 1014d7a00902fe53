import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Docker } from '../engine/docker.js';
import { stepIn } from './build-log.js';
import { withLine } from './change.js';

/** Where one run builds, and what it calls what it makes. */
export interface Place {
  /** An empty directory for the copy of the build context. */
  folder: string;
  /** Of its images and containers. */
  name: string;
}

/**
 * Does a task in a place of its own. The directory, the images of these tags and the container of its name are gone afterwards.
 *
 * - `cleaner`: what still runs when a signal has ended the rest.
 */
export async function inPlace<T>(
  cleaner: Docker,
  tags: readonly string[],
  task: (place: Place) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'create-dockerfile-verify-'));
  const name = `create-dockerfile-verify-${folder.slice(-6).toLowerCase()}`;
  try {
    return await task({ folder, name });
  } finally {
    rmSync(folder, { recursive: true, force: true });
    await cleaner.run(['rm', '--force', '--volumes', name]);
    for (const tag of tags) await cleaner.run(['image', 'rm', `${name}:${tag}`]);
  }
}

/** Tells each step of a build as it begins. */
export function stepsTo(onStep: (step: string) => void): (output: string) => void {
  return (output) => {
    const step = stepIn(output);
    if (step !== undefined) onStep(step);
  };
}

/** Adds a line to a file that means nothing to its language. */
export function changeLine(path: string, word: string): void {
  writeFileSync(path, withLine(path, readFileSync(path, 'utf8'), word));
}

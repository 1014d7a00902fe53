import type { TestProject } from 'vitest/node';
import { type Bed, bedDown, bedImages, bedUp } from '../support/bed.js';
import { builtOf, listCases } from '../support/cases.js';
import { imagesIn } from '../support/dockerfile.js';
import { clearResults } from './results.js';

declare module 'vitest' {
  interface ProvidedContext {
    bed: Bed;
  }
}

/** A small image with a shell, for the tests of the engine module. */
export const BASE = 'alpine:3.24';

/** An engine, and the images that the examples ask for; never skipped (see test/bed/README.md). */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  clearResults();
  const bed = await bedUp();
  project.provide('bed', bed);
  const down = async () => {
    if (bed.started) await bedDown();
  };
  try {
    await bedImages(await neededImages());
  } catch (error) {
    await down();
    throw error;
  }
  return down;
}

async function neededImages(): Promise<string[]> {
  const lists = builtOf(await listCases()).built;
  const images = lists.flatMap(({ example, cases }) => [
    example.spec.naive.image,
    ...cases.flatMap(({ dockerfile }) => imagesIn(dockerfile)),
  ]);
  return [...new Set([BASE, ...images])].sort();
}

import { expect, test } from 'vitest';
import { tryReader } from '../../fuzz/fuzz.js';
import { READERS } from '../../fuzz/readers.js';

/** Inputs for each reader; `npm run fuzz` gives them a million. */
const RUNS = 400;

/** What one text may take: far more than any does, so that a busy machine is no failure. */
const MOST_MS = 10_000;

test.each(Object.entries(READERS))('%s: a damaged file makes no defect', (_, reader) => {
  const { failure, runs, slowestMs } = tryReader(reader, RUNS, 7);
  expect(failure).toBeUndefined();
  expect(slowestMs).toBeLessThan(MOST_MS);
  expect(runs).toBe(RUNS);
});

test('a reader that fails is seen, with the text that made it fail', () => {
  const read = (text: string) => {
    if (text.includes('{')) throw new TypeError('broken');
  };
  expect(tryReader({ read, corpus: ['a{b'] }, 100, 1).failure).toMatch(/^"[^"]*\{[^"]*" .*broken/s);
});

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bundle } from '../../support/bundled.mjs';
import { LARGE } from '../../support/large.js';

/** What any repository may take: seconds of the processor, and megabytes of memory. */
const MOST_SECONDS = 10;
const MOST_MEGABYTES = 512;

interface Outcome {
  name: string;
  outcome: string;
  seconds: number;
}

const ROOT = join(import.meta.dirname, '../../..');
/** Laid out as the package is: the bundle beside the templates. */
const home = mkdtempSync(join(tmpdir(), 'large-'));

const outcomes = new Map<string, Outcome>();
let died: string | undefined;

beforeAll(async () => {
  for (const name of ['templates', 'package.json']) symlinkSync(join(ROOT, name), join(home, name));
  const program = await bundle('test/fuzz/large.ts', join(home, 'dist/large.mjs'));
  // One that needs more memory ends the process, and those behind it have no outcome.
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [`--max-old-space-size=${MOST_MEGABYTES}`, program],
    { encoding: 'utf8' },
  );
  for (const line of stdout.split('\n').filter(Boolean)) {
    const outcome = JSON.parse(line) as Outcome;
    outcomes.set(outcome.name, outcome);
  }
  if (status !== 0) died = stderr.slice(0, 2000);
}, 600_000);

afterAll(() => rmSync(home, { recursive: true }));

test.each(Object.keys(LARGE))('%s: takes no more than its time and memory', (name) => {
  const { outcome, seconds } = outcomes.get(name) ?? { outcome: `none: ${died}`, seconds: 0 };
  expect(outcome).toMatch(/^(files|a sentence)$/);
  expect(seconds).toBeLessThan(MOST_SECONDS);
});

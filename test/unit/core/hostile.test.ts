import fc from 'fast-check';
import { expect, test } from 'vitest';
import { UserError } from '../../../generators/errors.js';
import { defaultCatalog } from '../../../generators/home.js';
import { produce } from '../../../generators/produce.js';
import { mapProject } from '../../../generators/project/map.js';
import { anyValue } from '../../fuzz/damage.js';
import {
  damaged,
  type Files,
  HOSTILE,
  SHAPES,
  type Spot,
  seeds,
  shapeSpots,
  spotsOf,
} from '../../support/hostile.js';
import { injectionsOf, outOfPlace, runsMark } from '../../support/places.js';

/** Every how many-th of some 90,000 changed repositories is tried: all of them with `npm run hostile`. */
const EVERY = Number(process.env.HOSTILE_EVERY ?? 67);

const catalog = defaultCatalog();

/** What went wrong with one changed repository and one value; nothing where its value stayed a value, or was refused in a sentence. */
function problemsOf(files: Files, spot: Spot, value: string): Promise<string[]> {
  return problemsIn(spot.change(files, value), spot.kind === 'script');
}

/** Seconds of the processor that any repository may take; these small ones take hundredths of it. */
const MOST_SECONDS = 10;

async function problemsIn(files: Files, scripted: boolean): Promise<string[]> {
  const start = process.cpuUsage();
  const problems = await outcomeProblems(files, scripted);
  const { user, system } = process.cpuUsage(start);
  const seconds = (user + system) / 1e6;
  return seconds < MOST_SECONDS ? problems : [...problems, `took ${seconds} s`];
}

async function outcomeProblems(files: Files, scripted: boolean): Promise<string[]> {
  try {
    const project = mapProject(files);
    const product = await produce({ version: '1.0.0', project, catalog, wishes: {} });
    const contents = (path: string) => product.files.find((file) => file.path === path)?.contents ?? '';
    return [
      ...injectionsOf(contents('Dockerfile'), scripted),
      ...product.files.flatMap((file) => outOfPlace(file.path, file.contents)),
      ...(runsMark(product.command) ? [`the repeat command runs it: ${product.command}`] : []),
    ];
  } catch (error) {
    if (!(error instanceof UserError)) return [`a defect: ${(error as Error).stack}`];
    const sentence = error.message.length <= 1000 && !/\p{Cc}/u.test(error.message);
    return sentence ? [] : [`no sentence: ${error.message}`];
  }
}

test.each(Object.entries(seeds(EVERY === 1)))('no value changes what is made of %s', async (seed, files) => {
  const found: string[] = [];
  let count = 0;
  for (const spot of spotsOf(files)) {
    for (const value of HOSTILE) {
      if (count++ % EVERY !== 0) continue;
      const problems = await problemsOf(files, spot, value);
      found.push(...problems.map((problem) => `${spot.token} = ${JSON.stringify(value)}: ${problem}`));
    }
  }
  expect(count, `places to change in ${seed}`).toBeGreaterThan(100);
  expect(found).toEqual([]);
});

test.each(Object.entries(seeds(EVERY === 1)))(
  'nothing of the wrong kind is a defect in %s',
  async (_, files) => {
    const found: string[] = [];
    let count = 0;
    for (const spot of shapeSpots(files)) {
      for (const value of SHAPES) {
        if (count++ % Math.ceil(EVERY / 8) !== 0) continue;
        const problems = await problemsOf(files, spot, value);
        found.push(...problems.map((problem) => `${spot.token} = ${value}: ${problem}`));
      }
    }
    expect(found).toEqual([]);
  },
);

test.each(Object.entries(seeds(EVERY === 1)))('no damaged file is a defect in %s', async (_, files) => {
  const found: string[] = [];
  let count = 0;
  for (const [path, text] of Object.entries(files)) {
    for (const [i, damage] of damaged(text).entries()) {
      if (count++ % Math.ceil(EVERY / 8) !== 0) continue;
      const problems = await problemsIn({ ...files, [path]: damage }, path.endsWith('package.json'));
      found.push(...problems.map((problem) => `${path}, damage ${i}: ${problem}`));
    }
  }
  expect(found).toEqual([]);
});

/** Changed repositories of each kind, with several values of any text at once. */
const RUNS = Number(process.env.HOSTILE_RUNS ?? 12);

test.each(Object.entries(seeds(EVERY === 1)))(
  'no values together change what is made of %s',
  async (_, files) => {
    const places = spotsOf(files);
    const change = fc.tuple(fc.nat(), anyValue);
    const property = fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 4 }), async (changes) => {
      let scripted = false;
      let changed = files;
      for (const [at, value] of changes) {
        // A change moves what follows it in the same file: the first place that is still there is taken.
        const spot = places[at % places.length];
        if (spot === undefined) continue;
        scripted ||= spot.kind === 'script';
        changed = spot.change(changed, value);
      }
      expect(await problemsIn(changed, scripted)).toEqual([]);
    });
    await fc.assert(property, { numRuns: RUNS, seed: 11 });
  },
);

test('a value that is not kept in its place is seen', () => {
  expect(injectionsOf('FROM a\nRUN touch PWNED\n', false)).not.toEqual([]);
  expect(injectionsOf('FROM a\nRUN mv a$(touch PWNED) b\n', false)).not.toEqual([]);
  expect(injectionsOf("FROM a\nRUN mv 'a$(touch PWNED)' b\n", false)).toEqual([]);
  expect(outOfPlace('.dockerignore', '!PWNED.key\n')).not.toEqual([]);
  expect(runsMark('npx create-dockerfile --app "$PWNED"')).toBe(true);
});

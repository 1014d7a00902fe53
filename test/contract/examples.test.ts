import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Base } from '../../generators/vocabulary.js';

import { type Case, listCases } from '../support/cases.js';
import { imagesIn, lastOf, stagesOf } from '../support/dockerfile.js';
import { schemaCheck } from '../support/schema.js';

const problemsOfExample = schemaCheck('example.schema.json');
const lists = await listCases();

describe.each(lists)('example $example.id', ({ example, cases, error }) => {
  const { directory, spec } = example;

  test('has an example.json that follows the schema', () => {
    expect(problemsOfExample(spec)).toEqual([]);
  });

  test('has the line it wants to change, and changes it', () => {
    const text = readFileSync(join(directory, spec.change.file), 'utf8');
    expect(text).toContain(spec.change.from);
    expect(spec.change.to).not.toBe(spec.change.from);
  });

  test('has the line whose change makes a test fail', () => {
    if (spec.fault === undefined) return;
    expect(readFileSync(join(directory, spec.fault.file), 'utf8')).toContain(spec.fault.from);
    const gated = cases.some(({ dockerfile }) => /^COPY --from=test /m.test(dockerfile));
    expect(gated ? [] : ['a fault needs a variant with the wish "test": "gate"']).toEqual([]);
  });

  test('has a size budget for every base it can run on, and for no other', () => {
    if (error !== undefined) throw error;
    const legal = cases.filter(({ base, label }) => base === label).map(({ base }) => base);
    const given = Object.keys(spec.sizeMB) as Base[];
    const problems = [
      ...without(legal, given).map((base) => `give sizeMB.${base}: it can run on ${base}`),
      ...without(given, legal).map((base) => `delete sizeMB.${base}: it cannot run on ${base}`),
    ];
    expect(problems).toEqual([]);
  });

  test.each(cases)('on $label exposes a port, if there is one to probe', ({ dockerfile }) => {
    if (spec.probe === undefined) return;
    const exposes = lastOf(stagesOf(dockerfile).at(-1), 'EXPOSE') !== undefined;
    const problem =
      'example.json has a probe, and the plan exposes no port: give the template its ports, or use stdout';
    expect(exposes ? [] : [problem]).toEqual([]);
  });

  test.each(cases)('on $label has two stages or more, all named', ({ dockerfile }) => {
    const stages = stagesOf(dockerfile);
    expect(stages.length).toBeGreaterThanOrEqual(2);
    const unnamed = stages.filter(({ name }) => name === undefined);
    expect(unnamed.map(({ image }) => `name the stage: FROM ${image} AS …`)).toEqual([]);
  });

  test.each(cases)('on $label runs as a numeric user that is not root', ({ dockerfile }) => {
    expect(lastOf(stagesOf(dockerfile).at(-1), 'USER')).toMatch(/^[1-9]\d*(:\d+)?$/);
  });

  test.each(cases)('on $label starts in exec form', ({ dockerfile }) => {
    const last = stagesOf(dockerfile).at(-1);
    const start = [lastOf(last, 'ENTRYPOINT'), lastOf(last, 'CMD')].filter((text) => text !== undefined);
    expect(start.length).toBeGreaterThan(0);
    for (const text of start) expect(JSON.parse(text)).toEqual(expect.arrayContaining([expect.any(String)]));
  });

  test.each(cases)('on $label stands on images of the table with a fixed tag', (one) => {
    expect(looseImages(one)).toEqual([]);
  });

  test.each(cases)(
    'on $label needs no newer builder than Docker 20.10 and Buildah 1.28',
    ({ dockerfile }) => {
      const newer =
        dockerfile.match(/^#\s*syntax=|--(link|parents|exclude)\b|<<-?\w|--chmod=[ugoa+]/gm) ?? [];
      expect(newer.map((text) => `do without ${text}: older builders fail on it`)).toEqual([]);
    },
  );
});

/** What is wrong with the images of a Dockerfile. */
function looseImages({ dockerfile }: Case): string[] {
  return imagesIn(dockerfile)
    .filter((image) => !/:[^:/]+$/.test(image) || image.endsWith(':latest') || image.includes('$'))
    .map((image) => `${image} has no fixed tag: take a row of templates/images.json`);
}

function without<T>(list: readonly T[], other: readonly T[]): T[] {
  return list.filter((item) => !other.includes(item));
}

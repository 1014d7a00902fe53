import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Case, listCases } from '../support/cases.js';
import { imagesIn, lastOf, stagesOf } from '../support/dockerfile.js';
import { schemaCheck } from '../support/schema.js';

const problemsOfExample = schemaCheck('example.schema.json');
const lists = await listCases();

describe.each(lists)('example $example.id', ({ example, cases }) => {
  const { directory, spec } = example;

  test('has an example.json that follows the schema', () => {
    expect(problemsOfExample(spec)).toEqual([]);
  });

  test('has the line it wants to change, and changes it', () => {
    const text = readFileSync(join(directory, spec.change.file), 'utf8');
    expect(text).toContain(spec.change.from);
    expect(spec.change.to).not.toBe(spec.change.from);
  });

  test('has a size budget for every base it can run on, and for no other', () => {
    expect(Object.keys(spec.sizeMB).sort()).toEqual(cases.map(({ base }) => base).sort());
  });

  test.each(cases)('on $base has two stages or more, all named', ({ dockerfile }) => {
    const stages = stagesOf(dockerfile);
    expect(stages.length).toBeGreaterThanOrEqual(2);
    expect(stages.filter(({ name }) => name === undefined)).toEqual([]);
  });

  test.each(cases)('on $base runs as a numeric user that is not root', ({ dockerfile }) => {
    expect(lastOf(stagesOf(dockerfile).at(-1), 'USER')).toMatch(/^[1-9]\d*(:\d+)?$/);
  });

  test.each(cases)('on $base starts in exec form', ({ dockerfile }) => {
    const last = stagesOf(dockerfile).at(-1);
    const start = [lastOf(last, 'ENTRYPOINT'), lastOf(last, 'CMD')].filter((text) => text !== undefined);
    expect(start.length).toBeGreaterThan(0);
    for (const text of start) expect(JSON.parse(text)).toEqual(expect.arrayContaining([expect.any(String)]));
  });

  test.each(cases)('on $base stands on images of the table with a fixed tag', (one) => {
    expect(loosely(one)).toEqual([]);
  });

  test.each(cases)('on $base needs no newer builder than Docker 20.10 and Buildah 1.28', ({ dockerfile }) => {
    expect(
      dockerfile.match(/^#\s*syntax=|--(link|parents|exclude)\b|<<-?\w|--chmod=[ugoa+]/gm) ?? [],
    ).toEqual([]);
  });
});

function loosely({ dockerfile }: Case): string[] {
  return imagesIn(dockerfile).filter(
    (image) => !/:[^:/]+$/.test(image) || image.endsWith(':latest') || image.includes('$'),
  );
}

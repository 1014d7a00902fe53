import { array, exactOptional, string } from 'valibot';
import { expect, test } from 'vitest';
import { jsonAs } from '../../../generators/project/json.js';
import { mapProject } from '../../../generators/project/map.js';
import { object, recordOf, shaped } from '../../../generators/project/shape.js';

const SCHEMA = object({
  name: exactOptional(string()),
  scripts: exactOptional(recordOf(string())),
  files: exactOptional(array(string())),
});

test.each<[string, unknown, object, string[]]>([
  ['all well', { name: 'a', scripts: { b: 'c' } }, { name: 'a', scripts: { b: 'c' } }, []],
  ['null', { name: null, files: [] }, { files: [] }, ['name is null']],
  ['a number among texts', { scripts: { a: 'x', b: 1 } }, { scripts: { a: 'x' } }, ['scripts.b is a number']],
  ['a list for an object', { scripts: ['x'], name: 'a' }, { name: 'a' }, ['scripts is a list']],
  ['an item of another kind', { files: ['a', {}] }, { files: ['a'] }, ['files.1 is an object']],
  ['what nobody reads', { other: [1, null] }, { other: [1, null] }, []],
])('%s', (_, given, value, misshapen) => {
  const found = shaped(SCHEMA, given);
  expect(JSON.parse(JSON.stringify(found?.value))).toEqual(value);
  expect(found?.misshapen.map(({ keys, is }) => `${keys.join('.')} is ${is}`)).toEqual(misshapen);
});

test.each([[null], [[]], ['text'], [7]])('%j is no such file', (given) => {
  expect(shaped(SCHEMA, given)).toBeUndefined();
});

test('nothing is there because objects have a prototype', () => {
  const value = shaped(SCHEMA, JSON.parse('{ "scripts": { "start": "x", "__proto__": "y" } }'))?.value;
  expect(value?.scripts?.constructor).toBeUndefined();
  expect('toString' in (value?.scripts ?? {})).toBe(false);
});

test('a file that is no JSON, or none of its kind, counts as not there', () => {
  const project = mapProject({ 'a.json': '{', 'b.json': '[]', 'c.json': '{ /* x */ "name": "c", }' });
  expect(jsonAs(project, 'a.json', SCHEMA)).toBeUndefined();
  expect(jsonAs(project, 'b.json', SCHEMA)).toBeUndefined();
  expect(jsonAs(project, 'c.json', SCHEMA)).toBeUndefined();
  expect(jsonAs(project, 'c.json', SCHEMA, { loose: true })).toMatchObject({ name: 'c' });
});

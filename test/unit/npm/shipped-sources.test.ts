import { describe, expect, test } from 'vitest';
import type { PackageJson } from '../../../generators/ecosystems/npm/read/manifest.js';
import type { Json } from '../../../generators/plan/decision.js';
import { planOf, repository, variable } from './support.js';

const SERVER = "require('koa')().listen(process.env.PORT || 3000)";
const JSON_: PackageJson = {
  scripts: { start: 'node server.js', test: 'node --test' },
  dependencies: { koa: '3' },
};
const TEST = { 'test/a.test.js': '' };

/** What the runtime stage copies out of the repository. */
function copiesOf(files: Record<string, string>, wishes: Record<string, Json> = {}): string[] {
  const plan = planOf(repository(JSON_, { 'server.js': SERVER, ...files }), wishes);
  const copies = variable(plan, 'copies') as { stage: string | null; from: string | string[]; to: string }[];
  return copies
    .filter(({ stage }) => stage === null)
    .map(({ from, to }) => `${[from].flat().join(' ')} ${to}`);
}

describe('the sources that ship', () => {
  test('are all of them where nothing is for developers alone', () => {
    expect(copiesOf({ 'routes/a.js': '', 'README.md': '' })).toEqual(['. ./']);
  });

  test('are copied by name beside tests and documents', () => {
    expect(
      copiesOf({ ...TEST, 'routes/a.js': '', 'docs/a.md': '', 'README.md': '', 'eslint.config.js': '' }),
    ).toEqual(['package.json server.js ./', 'routes ./routes']);
  });

  test('without those that git or the .dockerignore keeps out', () => {
    const files = {
      ...TEST,
      '.gitignore': 'uploads/\n',
      'uploads/a.png': '',
      '.dockerignore': 'big',
      'big/a': '',
    };
    expect(copiesOf(files)).toEqual(['package.json server.js ./']);
  });

  test('with a folder of that name which the code reads', () => {
    expect(copiesOf({ ...TEST, 'docs/api.json': '', 'lib/a.js': "read('./docs/api.json')" })).toEqual([
      'package.json server.js ./',
      'docs ./docs',
      'lib ./lib',
    ]);
  });

  test('without package.json, which comes from the tests behind a gate', () => {
    expect(copiesOf(TEST, { test: 'gate' })).toEqual(['server.js ./']);
  });

  test('as a whole where names need quotes', () => {
    expect(copiesOf({ ...TEST, 'a b.js': '' })).toEqual(['. ./']);
  });
});

test('tests leave the image of an app that ships as a whole once it is built', () => {
  const json = { ...JSON_, scripts: { ...JSON_.scripts, build: 'tailwindcss -o public/a.css' } };
  const plan = planOf(repository(json, { 'server.js': SERVER, ...TEST }));
  expect(variable(plan, 'production')).toContain('rm -rf test');
});

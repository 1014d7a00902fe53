import { describe, expect, test } from 'vitest';
import { explain } from '../../../generators/cli/explain.js';
import { readLock } from '../../../generators/ecosystems/npm/read/lock.js';
import { type PackageJson, readManifest } from '../../../generators/ecosystems/npm/read/manifest.js';
import { nodeVersion } from '../../../generators/ecosystems/npm/version/node-version.js';
import { VERSION_SOURCES } from '../../../generators/ecosystems/npm/version/version-sources.js';
import { mapProject } from '../../../generators/project/map.js';
import { catalog, npmLock, planOf, repository, variable } from './support.js';

function versionOf(json: PackageJson, files: Record<string, string> = {}) {
  const project = repository(json, files);
  const manifest = readManifest(project, '.');
  if (manifest === undefined) throw new Error('no manifest');
  const lock = project.has('package-lock.json')
    ? readLock(project, '.', 'package-lock.json', 'npm')
    : undefined;
  return nodeVersion({ project, manifests: [manifest], lock, catalog, wishes: {} });
}

describe('Node line', () => {
  test.each<[string, PackageJson, Record<string, string>, string]>([
    ['nothing said', {}, {}, '24'],
    ['open range', { engines: { node: '>=18' } }, {}, '24'],
    ['range of one line', { engines: { node: '22.x' } }, {}, '22'],
    ['range above the default', { engines: { node: '>=25' } }, {}, '26'],
    ['several lines, the default among them', { engines: { node: '^20 || ^22 || ^24' } }, {}, '24'],
    ['dead lines only', { engines: { node: '^18 || ^20' } }, {}, '20'],
    ['exact dead version', { engines: { node: '16.13.0' } }, {}, '16'],
    ['.nvmrc', {}, { '.nvmrc': 'v22.11.0\n' }, '22'],
    ['.nvmrc by name', {}, { '.nvmrc': 'lts/jod' }, '22'],
    ['.nvmrc lts/*', {}, { '.nvmrc': 'lts/*' }, '24'],
    ['.node-version', {}, { '.node-version': '26' }, '26'],
    ['.tool-versions', {}, { '.tool-versions': 'ruby 3.3\nnodejs 22.1.0\n' }, '22'],
    ['mise', {}, { 'mise.toml': '[tools]\nnode = "26"\n' }, '26'],
    ['mise, a table', {}, { 'mise.toml': '[tools]\nnode = { version = "22", os = ["linux"] }\n' }, '22'],
    ['mise, a list', {}, { '.mise.toml': '[tools]\nnode = ["22", "20"]\n' }, '22'],
    ['a number', { engines: { node: 22 as unknown as string } }, {}, '22'],
    ['volta', { volta: { node: '22.3.0' } }, {}, '22'],
    ['devEngines', { devEngines: { runtime: { name: 'node', version: '^22.0.0' } } }, {}, '22'],
    ['a pin inside the range', { engines: { node: '>=20' } }, { '.nvmrc': '22' }, '22'],
    [
      'a pin without an image against the range',
      { engines: { node: '>=18 <21' } },
      { '.nvmrc': '8.11' },
      '20',
    ],
    ['a pin against the range', { engines: { node: '>=24' } }, { '.nvmrc': '20' }, '24'],
    [
      'node-sass 4',
      { dependencies: { 'node-sass': '^4' } },
      { 'package-lock.json': npmLock({ 'node-sass': '4.14.1' }) },
      '14',
    ],
    [
      'vue 2.5, which keeps builds on a newer Node from ending',
      { dependencies: { vue: '^2.5.2' } },
      { 'package-lock.json': npmLock({ vue: '2.5.22' }) },
      '14',
    ],
    [
      'the vue after it',
      { dependencies: { vue: '^2.5.2' } },
      { 'package-lock.json': npmLock({ vue: '2.6.0' }) },
      '24',
    ],
    [
      'a flag that newer lines do nothing with',
      { scripts: { start: 'node --experimental-specifier-resolution=node dist/index.js' } },
      {},
      '18',
    ],
    [
      'the same for developers alone',
      {
        scripts: {
          start: 'node index.js',
          'start:dev': 'node --es-module-specifier-resolution=node index.js',
        },
      },
      {},
      '24',
    ],
  ])('%s', (_, json, files, line) => {
    expect(versionOf(json, files).line.value).toBe(line);
  });

  test('carries file and line', () => {
    expect(versionOf({ name: 'x', engines: { node: '22' } }).line.from).toEqual({
      file: 'package.json',
      line: 4,
      text: '"node": "22"',
    });
  });

  test('warns about a dead line and about a contradiction', () => {
    expect(versionOf({ engines: { node: '18' } }).warnings[0]?.message).toContain('no security fixes');
    expect(versionOf({ engines: { node: '>=24' } }, { '.nvmrc': '20' }).warnings[0]?.message).toContain(
      'contradicts',
    );
  });

  test.each(['lts/typo', 'twenty', '7'])('refuses %s with the place', (value) => {
    expect(() => versionOf({}, { '.nvmrc': value })).toThrow(/\.nvmrc:1/);
  });
});

test('of several pins the one that is followed is said', () => {
  const project = repository(
    { scripts: { start: 'node server.js' } },
    { 'server.js': '', '.nvmrc': '22', '.tool-versions': 'nodejs 26.1.0' },
  );
  const plan = planOf(project);
  expect(variable(plan, 'buildImage')).toBe('node:22-slim');
  expect(plan.warnings.map(({ message }) => message)).toContain(
    '.tool-versions:1 nodejs 26.1.0 contradicts .nvmrc:1 22, which is followed',
  );
});

test('the table of sources reads from the most binding to the least', () => {
  const standings = VERSION_SOURCES.map(({ standing }) => standing);
  expect(standings).toEqual(standings.toSorted((a, b) => b - a));
});

describe('what other sources come to is told where it is another line', () => {
  test.each<[string, PackageJson, Record<string, string>, string[]]>([
    ['a range that allows more than the pin', { engines: { node: '>=20' } }, { '.nvmrc': '22' }, ['24']],
    ['a pin that the range does not allow', { engines: { node: '>=24' } }, { '.nvmrc': '22' }, ['22']],
    ['two pins', {}, { '.nvmrc': '22', '.tool-versions': 'nodejs 26.1.0' }, ['26']],
    [
      'what is locked breaks on the range',
      { engines: { node: '20' } },
      { 'package-lock.json': npmLock({ 'node-sass': '4.14.1' }) },
      ['14'],
    ],
    ['all agree', { engines: { node: '22' } }, { '.nvmrc': '22' }, []],
    ['a pin that is no version', { volta: { node: '22.1.0' } }, { '.nvmrc': 'twenty' }, []],
    ['nothing said', {}, {}, []],
  ])('%s', (_, json, files, also) => {
    expect((versionOf(json, files).line.also ?? []).map(({ value }) => value)).toEqual(also);
  });

  test('where packages break on what a range allows, they are why', () => {
    const lock = { 'package-lock.json': npmLock({ '@remix-run/web-fetch': '4.3.3' }) };
    const { line, warnings } = versionOf({ engines: { node: '>=14' } }, lock);
    expect(line).toMatchObject({ value: '18', from: { file: 'package-lock.json' } });
    expect(warnings[0]?.message).toContain('@remix-run/web-fetch 4.3.3');
    const fixed = { 'package-lock.json': npmLock({ '@remix-run/web-fetch': '4.3.4' }) };
    expect(versionOf({ engines: { node: '>=14' } }, fixed).line).toMatchObject({
      value: '24',
      from: { file: 'package.json' },
    });
  });

  test('--explain shows them beside the reason of the stage', () => {
    const json = { scripts: { start: 'node server.js' }, engines: { node: '>=20' } };
    const plan = planOf(repository(json, { 'server.js': '', '.nvmrc': '22' }));
    expect(explain(plan)).toContain('also seen: 24  ← package.json');
  });
});

test('what stands nearer to the app comes first', () => {
  const project = mapProject({
    'package.json': JSON.stringify({ volta: { node: '20.1.0' } }),
    'app/package.json': '{}',
    'app/.nvmrc': '22',
  });
  const manifests = ['app', '.'].flatMap((dir) => readManifest(project, dir) ?? []);
  expect(nodeVersion({ project, manifests, lock: undefined, catalog, wishes: {} }).line).toMatchObject({
    value: '22',
    also: [{ value: '20' }],
  });
});

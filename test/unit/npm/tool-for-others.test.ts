import { expect, test } from 'vitest';
import { mapProject } from '../../../generators/project/map.js';
import { appsOf, planOf, repository, variable } from './support.js';

const SITE = { name: 'site', scripts: { build: 'astro build' }, dependencies: { astro: '5' } };

/** A workspace whose root is this, with a site in `site` and a library in `packages/theme`. */
function workspace(root: Record<string, unknown>, files: Record<string, string> = {}) {
  return mapProject({
    'package.json': JSON.stringify({ workspaces: ['site', 'packages/*'], ...root }),
    'site/package.json': JSON.stringify(SITE),
    'site/astro.config.mjs': 'export default {}',
    'packages/theme/package.json': JSON.stringify({
      name: 'theme',
      exports: './index.ts',
      scripts: { test: 'vitest' },
      devDependencies: { astro: '5' },
    }),
    ...files,
  });
}

const devDependencies = { astro: '5' };

test.each<[string, Record<string, unknown>]>([
  ['no script', {}],
  ['checks', { typecheck: 'astro check && tsc' }],
  ['scripts about its members', { 'build:all': 'npm run build -w site', dev: 'turbo run dev' }],
])('a root that has a framework for %s is no app, nor is a library', (_, scripts) => {
  const apps = appsOf(workspace({ scripts, devDependencies }));
  expect(apps.map(({ app }) => app)).toEqual(['site']);
});

test.each<[string, Record<string, unknown>, Record<string, string>]>([
  ['builds by itself', { build: 'astro build' }, {}],
  ['has a script of another name', { site: 'astro dev' }, {}],
  ['builds by a wrapper', { build: 'node build.js' }, {}],
  ['has its settings', {}, { 'astro.config.mjs': 'export default {}' }],
])('a root that %s is one', (_, scripts, files) => {
  const apps = appsOf(workspace({ scripts, devDependencies }, files));
  expect(apps.map(({ app }) => app)).toEqual(['.', 'site']);
});

test('a package on its own needs no script', () => {
  expect(appsOf(repository({ devDependencies })).map(({ app }) => app)).toEqual(['.']);
});

test.each<[string, Record<string, string>, string]>([
  [
    'an engine by a wrapper',
    { 'build:docker': 'node version.js docker buildx build .', 'build:frontend': 'vite build' },
    'npm run build:frontend',
  ],
  ['an engine', { 'build:docker': 'docker build -t app .', build: 'tsc' }, 'npm run build'],
  [
    'a build for an image',
    { 'build:docker': 'npm run build -- --docker', build: 'tsc' },
    'npm run build:docker',
  ],
])('a script that calls %s', (_, scripts, build) => {
  const json = { scripts: { start: 'node server.js', ...scripts }, dependencies: { express: '5' } };
  const plan = planOf(repository(json, { 'server.js': 'app.listen(3000)' }));
  expect(`${variable(plan, 'build')}`.split(' \\\n')[0]).toBe(build);
});

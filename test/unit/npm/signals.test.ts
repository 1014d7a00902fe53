import { describe, expect, test } from 'vitest';
import type { PackageJson } from '../../../generators/ecosystems/npm/read/manifest.js';
import { ENDS_ON_SIGNAL } from '../../../generators/ecosystems/npm/run/signals.js';
import type { Json } from '../../../generators/plan/decision.js';
import { mapProject } from '../../../generators/project/map.js';
import { planOf, repository, variable } from './support.js';

const SERVER = 'http.createServer(f).listen(3000)';

/** What ends the program on SIGTERM: itself, an option of Node's, or an init. */
function endedBy(
  json: PackageJson,
  files: Record<string, string>,
  wishes: Record<string, Json> = {},
): string {
  const plan = planOf(repository(json, files), wishes);
  const environment = variable(plan, 'environment') as { name: string; value: string }[];
  const options = environment.find(({ name }) => name === 'NODE_OPTIONS')?.value ?? '';
  const option = options.includes(ENDS_ON_SIGNAL);
  expect(variable(plan, 'signals')).toBe(option);
  expect(plan.init !== undefined && option).toBe(false);
  return plan.init === undefined ? (option ? 'option' : 'itself') : 'init';
}

const started = (start: string, code = SERVER, dependencies = {}, wishes = {}) =>
  endedBy({ scripts: { start }, dependencies }, { 'server.js': code, 'server.ts': code }, wishes);

describe('a program that has no handler', () => {
  test.each([
    'node server.js',
    'node -r dotenv/config server.js',
    'node --import ./tracing.mjs server.js',
    'node migrate.js && node server.js',
  ])('ends by an option of Node: %s', (start) => {
    expect(started(start)).toBe('option');
  });

  test.each<[string, string?]>([
    ['node -r ts-node/register server.ts'],
    ['node --loader ts-node/esm server.ts'],
    ['node --require=esm server.js'],
    ['node server.js', `if (module.parent === null) ${SERVER}`],
  ])('wants an init where the option would change how the program is loaded: %s', (start, code) => {
    expect(started(start, code)).toBe('init');
  });

  test('wants an init where Node is too old for the option', () => {
    expect(started('node server.js', SERVER, {}, { languageVersion: '16' })).toBe('init');
    expect(started('node server.js', SERVER, {}, { languageVersion: '18' })).toBe('option');
  });
});

test.each(["process.on('SIGTERM', stop)", 'app.enableShutdownHooks()', "require('stoppable')(server)"])(
  'a program with a handler ends by itself: %s',
  (handler) => {
    expect(started('node server.js', `${handler};${SERVER}`)).toBe('itself');
  },
);

test("Astro's server has no handler, Nuxt's has", () => {
  const of = (name: string, files: Record<string, string>) =>
    endedBy({ scripts: { build: 'x' }, dependencies: { [name]: '4' } }, files);
  expect(of('astro', { 'astro.config.mjs': "import node from '@astrojs/node'" })).toBe('option');
  expect(of('nuxt', {})).toBe('itself');
});

test.each([
  ['4.0.0', 'option'],
  ['5.2.0', 'itself'],
])("SvelteKit's adapter of Node %s", (version, ended) => {
  const devDependencies = { '@sveltejs/kit': '2.0.0', '@sveltejs/adapter-node': version };
  const files = { 'svelte.config.js': "import node from '@sveltejs/adapter-node'" };
  expect(endedBy({ scripts: { build: 'vite build' }, devDependencies }, files)).toBe(ended);
});

test('options that the app has already stay', () => {
  const json = { scripts: { start: 'NODE_OPTIONS=--max-old-space-size=4096 node server.js' } };
  const environment = variable(planOf(repository(json, { 'server.js': SERVER })), 'environment');
  expect(environment).toContainEqual({
    name: 'NODE_OPTIONS',
    value: `--max-old-space-size=4096 ${ENDS_ON_SIGNAL}`,
  });
});

test('the option has no blank, which NODE_OPTIONS would split, and no quote of its own', () => {
  expect(ENDS_ON_SIGNAL).not.toMatch(/[\s"$\\#]/);
});

test('a file without a package.json ends in the same way', () => {
  const plan = planOf(mapProject({ 'server.js': "require('http').createServer(f).listen(4000)" }));
  expect(plan.template.value).toBe('npm-file');
  expect(JSON.stringify(variable(plan, 'environment'))).toContain('process.exit(143)');
});

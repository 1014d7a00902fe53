import { describe, expect, test } from 'vitest';
import type { PackageJson } from '../../../generators/ecosystems/npm/read/manifest.js';
import { hostVariables } from '../../../generators/ecosystems/npm/run/addresses.js';
import { planOf, repository, variable } from './support.js';

const CODE = "require('http').createServer().listen(process.env.PORT || 3000)";

function planFor(json: PackageJson, files: Record<string, string> = {}) {
  return planOf(repository(json, { 'server.js': CODE, ...files }));
}

describe('a chain of commands', () => {
  test.each<[string, PackageJson, Record<string, string>, string]>([
    [
      'the server takes the place of the shell',
      { scripts: { start: 'node migrate.js && NODE_ENV=production GREETING="hi there" node server.js' } },
      { 'migrate.js': '' },
      "node migrate.js && GREETING='hi there' exec node server.js",
    ],
    [
      'wrappers of a developer go',
      { scripts: { start: 'knex migrate:latest && cross-env A=1 node server.js' } },
      {},
      'knex migrate:latest && A=1 exec node server.js',
    ],
    [
      'a file before the start',
      { scripts: { prestart: 'node prep.js', start: 'node server.js' } },
      { 'prep.js': '' },
      'node prep.js && exec node server.js',
    ],
    [
      'a variable stays as it is written',
      { scripts: { start: 'echo $HOSTNAME-up && ./wait.sh && node server.js' } },
      {},
      'echo $HOSTNAME-up && ./wait.sh && node server.js',
    ],
  ])('%s', (_, json, files, text) => {
    expect(variable(planFor(json, files), 'cmd')).toEqual(['sh', '-c', text]);
  });

  test.each([
    ['a build', 'node scripts/build.js'],
    ['a file that is not there', 'node gone.js'],
    ['what loads a development dependency', 'node prep.js'],
  ])('before the start, %s is none', (_, prestart) => {
    const json = { scripts: { prestart, start: 'node server.js' }, devDependencies: { rimraf: '6' } };
    const files = { 'prep.js': "const r = require('rimraf')", 'scripts/build.js': '' };
    expect(variable(planFor(json, files), 'cmd')).toEqual(['server.js']);
  });

  test('a development dependency that runs in it stays', () => {
    const json = { scripts: { migrate: 'knex migrate:latest', start: 'npm run migrate && node server.js' } };
    const lock = { 'package-lock.json': '{"lockfileVersion":3,"packages":{}}' };
    const plan = planFor({ ...json, dependencies: { koa: '3' }, devDependencies: { knex: '3' } }, lock);
    expect(plan.template.value).toBe('npm-build');
    expect(plan.warnings.map(({ message }) => message).join()).toContain('knex is a development dependency');
    const kept = planFor({ ...json, dependencies: { koa: '3', knex: '3' } }, lock);
    expect(kept.template.value).toBe('npm');
  });
});

describe('what starts without a start script', () => {
  const build = { scripts: { build: 'tsc' }, devDependencies: { typescript: '5' } };
  test('the main that the build makes of sources that listen', () => {
    const files = { 'src/index.ts': CODE, 'tsconfig.json': '{ "compilerOptions": { "outDir": "dist" } }' };
    const plan = planOf(repository({ ...build, main: './dist/index.js' }, files));
    expect(variable(plan, 'cmd')).toEqual(['dist/index.js']);
    const library = repository(
      { ...build, main: './dist/index.js' },
      { 'src/index.ts': 'export const a = 1' },
    );
    expect(() => planOf(library)).toThrow('nothing in package.json starts');
  });

  test('the module that Bun was set up with', () => {
    const json = { module: 'index.ts', dependencies: { hono: '4' } };
    const code = "import { Hono } from 'hono';\nconst app = new Hono();\nexport default app;\n";
    const files = {
      'index.ts': code,
      'bun.lock': '{\n  "packages": {\n    "hono": ["hono@4.0.0", "", {}, ""],\n  }\n}',
    };
    expect(JSON.stringify(variable(planOf(repository(json, files)), 'cmd'))).toContain('index.ts');
    expect(() => planOf(repository(json, { 'index.ts': code }))).toThrow('nothing in package.json starts');
  });

  test('the value of --env-file is no program', () => {
    const plan = planFor({ scripts: { start: 'node --env-file .env server.js' } });
    expect(variable(plan, 'cmd')).toEqual(['server.js']);
  });
});

describe('addresses to listen on', () => {
  test.each<[string, string, boolean]>([
    ['beside a tool that is open', "server.listen(3000, '127.0.0.1')", true],
    ['one of several of the program', "server.listen(3000, '127.0.0.1'); other.listen(3001)", false],
  ])('this machine alone, %s', (_, code, said) => {
    const plan = planOf(
      repository(
        { scripts: { start: 'node server.js' } },
        { 'server.js': code, 'tools/a.js': 'x.listen(1234)' },
      ),
    );
    expect(plan.warnings.some(({ id }) => id === 'localhost-only')).toBe(said);
  });

  test.each<[string, string, string[]]>([
    ['by name', "const h = process.env.WS_HOST || '127.0.0.1'", ['WS_HOST']],
    ['in the call', "app.listen({ port: 1, host: process.env.FASTIFY_AT ?? 'localhost' })", ['FASTIFY_AT']],
    ['by a variable', "const at = process.env.API_BIND || 'localhost';\nserver.listen(80, at)", ['API_BIND']],
    [
      'by a key',
      "const config = { at: process.env.API_BIND || 'localhost' };\nserver.listen(80, config.at)",
      ['API_BIND'],
    ],
    [
      'of what it talks to',
      "const c = { host: process.env.DB_HOST || 'localhost' };\nconst k = process.env.KV || 'localhost';\nserver.listen(80, c.host)",
      [],
    ],
  ])('%s', (_, text, names) => {
    expect(hostVariables([{ path: 'a.js', text }])).toEqual(names);
  });
});

test('what node loads before the program is in the image', () => {
  const start = 'node --import=./instrument.mjs -r ./first.cjs -r tsconfig-paths/register dist/index.js';
  const json = { scripts: { build: 'tsc', start }, devDependencies: { typescript: '5' } };
  const files = { 'src/index.ts': CODE, 'instrument.mjs': '', 'first.cjs': '', 'other.mjs': '' };
  const copies = variable(planFor(json, files), 'copies') as { from: string }[];
  expect(copies.map(({ from }) => from)).toEqual([
    '/app/package.json',
    '/app/dist',
    '/app/tsconfig.json',
    '/app/instrument.mjs',
    '/app/first.cjs',
  ]);
});

import { describe, expect, test } from 'vitest';
import type { PackageJson } from '../../../generators/ecosystems/npm/read/manifest.js';
import { npmLock, planOf, repository, variable } from './support.js';

const SERVER = "import http from 'node:http';\nhttp.createServer().listen(process.env.PORT ?? 3000);";
const TYPESCRIPT = { devDependencies: { typescript: '^5.0.0' } };

function startOf(json: PackageJson, files: Record<string, string>) {
  const plan = planOf(repository(json, files));
  return { cmd: variable(plan, 'cmd'), build: variable(plan, 'build') };
}

describe('TypeScript without a start script starts what the build makes', () => {
  const sources = { 'src/index.ts': SERVER, 'src/routes/a.ts': '' };
  test.each<[string, PackageJson, Record<string, string>, string]>([
    [
      'outDir and rootDir',
      { scripts: { build: 'tsc' } },
      { ...sources, 'tsconfig.json': '{ "compilerOptions": { "outDir": "./dist", "rootDir": "./src" } }' },
      'dist/index.js',
    ],
    [
      'no rootDir: what all sources have in common',
      { scripts: { build: 'tsc' } },
      { ...sources, 'tsconfig.json': '{ "compilerOptions": { "outDir": "build" } }' },
      'build/index.js',
    ],
    [
      'no rootDir and a source elsewhere',
      { scripts: { build: 'tsc' } },
      { ...sources, 'tools/seed.ts': '', 'tsconfig.json': '{ "compilerOptions": { "outDir": "build" } }' },
      'build/src/index.js',
    ],
    [
      'the same where that is not listed',
      { scripts: { build: 'tsc' } },
      {
        ...sources,
        'tools/seed.ts': '',
        'tsconfig.json': '{ "compilerOptions": { "outDir": "build" }, "include": ["src/**/*"] }',
      },
      'build/index.js',
    ],
    [
      'TypeScript 6, which keeps the directory of its configuration',
      { scripts: { build: 'tsc' }, devDependencies: { typescript: '^6.0.0' } },
      { ...sources, 'tsconfig.json': '{ "compilerOptions": { "outDir": "build" }, "include": ["src"] }' },
      'build/src/index.js',
    ],
    [
      'a package.json that a source imports',
      { scripts: { build: 'tsc' } },
      {
        'src/index.ts': `import meta from '../package.json';\n${SERVER}\nconsole.log(meta.name);`,
        'tsconfig.json': '{ "compilerOptions": { "outDir": "dist" }, "include": ["src"] }',
      },
      'dist/src/index.js',
    ],
    [
      'comments, trailing commas and what is extended',
      { scripts: { build: 'tsc -p tsconfig.build.json' } },
      {
        ...sources,
        'config/base.json': '{ "compilerOptions": { "outDir": "../out", /* of it */ "rootDir": "../src", } }',
        'tsconfig.build.json': '{\n  // as usual\n  "extends": "./config/base.json"\n}',
      },
      'out/index.js',
    ],
    [
      'no outDir: beside the sources',
      { scripts: { build: 'tsc' } },
      { ...sources, 'tsconfig.json': '{}' },
      'src/index.js',
    ],
    [
      "npm init's main, which is nowhere",
      { main: 'index.js', scripts: { build: 'tsc --outDir lib' } },
      { ...sources, 'tsconfig.json': '{}' },
      'lib/index.js',
    ],
    [
      'no script at all',
      { main: 'index.js', dependencies: { express: '5' } },
      { ...sources, 'tsconfig.json': '{ "compilerOptions": { "outDir": "dist" } }' },
      'dist/index.js',
    ],
    [
      'a script for developers that runs the sources',
      { scripts: { build: 'tsc', dev: 'ts-node src/boot.ts' } },
      { 'src/boot.ts': SERVER, 'tsconfig.json': '{ "compilerOptions": { "outDir": "dist" } }' },
      'dist/boot.js',
    ],
    [
      'a start script that watches the sources',
      { scripts: { build: 'tsc', start: 'nodemon' } },
      {
        'src/boot.ts': SERVER,
        'nodemon.json': '{ "watch": ["src"], "ext": "ts", "exec": "ts-node ./src/boot.ts" }',
        'tsconfig.json': '{ "compilerOptions": { "outDir": "dist" } }',
      },
      'dist/boot.js',
    ],
    [
      'the same with aliases that a tool resolves, and files named in full',
      { type: 'module', scripts: { build: 'tsc && tsc-alias', dev: 'tsx src/boot.ts' } },
      {
        'src/boot.ts': `import { a } from '@/a';\nimport './b.js';\n${SERVER}\na();`,
        'src/a.ts': '',
        'src/b.ts': '',
        'tsconfig.json': '{ "compilerOptions": { "outDir": "dist", "paths": { "@/*": ["./src/*"] } } }',
      },
      'dist/boot.js',
    ],
    [
      'a preview of the sources',
      { scripts: { build: 'tsc', preview: 'ts-node src/boot.ts' } },
      { 'src/boot.ts': SERVER, 'tsconfig.json': '{ "compilerOptions": { "outDir": "dist" } }' },
      'dist/boot.js',
    ],
    [
      'a variant of start that watches them',
      { scripts: { build: 'tsc', 'start:server': 'tsx watch src/boot.ts' }, devDependencies: { tsx: '4' } },
      { 'src/boot.ts': SERVER, 'tsconfig.json': '{ "compilerOptions": { "outDir": "dist" } }' },
      'dist/boot.js',
    ],
    [
      'a script for developers that compiles',
      { scripts: { build: 'tsc', dev: 'tsc -w' } },
      { ...sources, 'tsconfig.json': '{ "compilerOptions": { "outDir": "dist" } }' },
      'dist/index.js',
    ],
    [
      'main that the build makes of a source with a name of its own',
      { main: 'dist/boot.js', dependencies: { express: '5' }, scripts: { build: 'tsc' } },
      {
        'src/boot.ts': "import './http';",
        'src/http.ts': SERVER,
        'tsconfig.json': '{ "compilerOptions": { "outDir": "dist" } }',
      },
      'dist/boot.js',
    ],
    [
      'Nest',
      { dependencies: { '@nestjs/core': '11' }, scripts: { build: 'nest build' } },
      {
        'src/main.ts': 'app.listen(3000)',
        'test/app.e2e-spec.ts': '',
        'tsconfig.json': '{ "compilerOptions": { "outDir": "./dist" } }',
        'tsconfig.build.json': '{ "extends": "./tsconfig.json", "exclude": ["test", "**/*spec.ts"] }',
      },
      'dist/main.js',
    ],
    ['tsup', { scripts: { build: 'tsup src/index.ts -d out' } }, sources, 'out/index.js'],
    [
      'esbuild',
      { scripts: { build: 'esbuild src/index.ts --bundle --outfile=out/server.js' } },
      sources,
      'out/server.js',
    ],
    ['babel', { scripts: { build: 'babel src --out-dir lib -x .ts' } }, sources, 'lib/index.js'],
    [
      'swc, which keeps the folder',
      { scripts: { build: 'swc src -d lib' }, devDependencies: { '@swc/cli': '^0.7.0' } },
      sources,
      'lib/src/index.js',
    ],
    [
      'swc told not to',
      { scripts: { build: 'swc src -d lib --strip-leading-paths' } },
      sources,
      'lib/index.js',
    ],
  ])('%s', (_, json, files, entry) => {
    const { cmd, build } = startOf({ ...TYPESCRIPT, ...json }, files);
    expect(cmd).toEqual([entry]);
    expect(build).not.toBeNull();
  });

  test.each<[string, PackageJson, Record<string, string>, string[]]>([
    [
      'a build that only checks',
      { scripts: { build: 'tsc --noEmit', dev: 'tsx src/index.ts' }, dependencies: { tsx: '4' } },
      { 'tsconfig.json': '{}' },
      ['--import', 'tsx', 'src/index.ts'],
    ],
    [
      'a build of the pages beside it',
      { scripts: { build: 'tsc -b && vite build', dev: 'tsx src/index.ts' }, dependencies: { tsx: '4' } },
      { 'tsconfig.json': '{ "files": [], "references": [{ "path": "./tsconfig.app.json" }] }' },
      ['--import', 'tsx', 'src/index.ts'],
    ],
    [
      'ES modules that do not name their files in full',
      { type: 'module', scripts: { build: 'tsc', dev: 'tsx src/index.ts' }, dependencies: { tsx: '4' } },
      {
        'src/index.ts': `import { a } from './a';\n${SERVER}\na();`,
        'src/a.ts': '',
        'tsconfig.json': '{ "compilerOptions": { "outDir": "dist" } }',
      },
      ['--import', 'tsx', 'src/index.ts'],
    ],
    [
      'aliases that nothing resolves',
      { scripts: { build: 'tsc', dev: 'tsx src/index.ts' }, dependencies: { tsx: '4' } },
      {
        'src/index.ts': `import { a } from '@/a';\n${SERVER}\na();`,
        'src/a.ts': '',
        'tsconfig.json': '{ "compilerOptions": { "outDir": "dist", "paths": { "@/*": ["./src/*"] } } }',
      },
      ['--import', 'tsx', 'src/index.ts'],
    ],
    [
      'a start script that runs the sources',
      { scripts: { build: 'tsc', start: 'tsx src/index.ts' }, dependencies: { tsx: '4' } },
      { 'tsconfig.json': '{ "compilerOptions": { "outDir": "dist" } }' },
      ['--import', 'tsx', 'src/index.ts'],
    ],
  ])('but not of %s', (_, json, files, cmd) => {
    expect(startOf({ ...TYPESCRIPT, ...json }, { 'src/index.ts': SERVER, ...files }).cmd).toEqual(cmd);
  });

  test('a library that others serve with is no program', () => {
    const json = { main: 'dist/index.js', scripts: { build: 'tsc' }, dependencies: { hono: '4' } };
    const files = {
      'src/index.ts': 'export const routes = new Hono();',
      'tsconfig.json': '{ "compilerOptions": { "outDir": "dist" } }',
    };
    expect(() => planOf(repository(json, files))).toThrow('nothing in package.json starts');
  });

  test('functions of a cloud provider are no program', () => {
    const json = {
      main: 'lib/index.js',
      scripts: { build: 'tsc' },
      dependencies: { 'firebase-functions': '6', express: '5' },
    };
    const files = {
      'src/index.ts': 'export const api = onRequest(app);',
      'tsconfig.json': '{ "compilerOptions": { "outDir": "lib" } }',
      'package-lock.json': npmLock({}),
    };
    expect(() => planOf(repository(json, files))).toThrow('functions that Firebase runs');
  });
});

test('the index of a library, which only hands on what others export, starts nothing', () => {
  const files = {
    'src/index.ts': "/* All of it. */\nexport * from './http.js';\nexport { type A, b } from './b.js';\n",
    'src/http.ts': 'export const start = () => http.createServer().listen(3000);',
    'src/b.ts': '',
    'tsconfig.json': '{ "compilerOptions": { "outDir": "dist", "rootDir": "src" } }',
  };
  const json = { main: 'dist/index.js', scripts: { build: 'tsc' }, ...TYPESCRIPT };
  const library = { ...json, types: 'dist/index.d.ts' };
  expect(() => startOf(library, files)).toThrow(/starts or can be served/);
  expect(startOf(json, files).cmd).toEqual(['dist/index.js']);
  const runs = { ...files, 'src/index.ts': `${files['src/index.ts']}start();` };
  expect(startOf(library, runs).cmd).toEqual(['dist/index.js']);
});

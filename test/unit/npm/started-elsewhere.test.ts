import { describe, expect, test } from 'vitest';
import { choose } from '../../../generators/detect/choose.js';
import type { PackageJson } from '../../../generators/ecosystems/npm/read/manifest.js';
import { mapProject } from '../../../generators/project/map.js';
import { appsOf, planOf, repository, variable } from './support.js';

const CODE = "require('express')().listen(process.env.PORT || 3000)";

describe('commands side by side', () => {
  test.each<[string, PackageJson, Record<string, string>, string[], string | null]>([
    [
      'a bundler that watches is the build, the rest is the start',
      {
        scripts: { start: 'webpack -w & nodemon ./server' },
        dependencies: { express: '5' },
        devDependencies: { webpack: '5', 'webpack-cli': '6', nodemon: '3' },
      },
      { 'server/index.js': CODE },
      ['./server'],
      'npx webpack',
    ],
    [
      'scripts by name, with names and colours',
      {
        scripts: {
          start: 'concurrently -k -n "api,css" -c "blue,green" "npm run api" "npm:css"',
          api: 'node --watch server.js',
          css: 'cross-env NODE_ENV=production tailwindcss -i in.css -o public/out.css --watch',
        },
        dependencies: { express: '5' },
        devDependencies: { concurrently: '9', tailwindcss: '3' },
      },
      { 'server.js': CODE },
      ['server.js'],
      'NODE_ENV=production npx tailwindcss -i in.css -o public/out.css',
    ],
    [
      'the build script where there is one',
      {
        scripts: {
          start: 'run-p watch serve',
          watch: 'tsc -w',
          serve: 'nodemon dist/index.js',
          build: 'tsc',
        },
        dependencies: { express: '5' },
        devDependencies: { typescript: '5', 'npm-run-all': '4' },
      },
      { 'src/index.ts': CODE, 'tsconfig.json': '{ "compilerOptions": { "outDir": "dist" } }' },
      ['dist/index.js'],
      'npm run build',
    ],
    [
      'the server beside the development server of its pages',
      {
        scripts: { dev: 'concurrently "vite" "node server.js"', build: 'vite build' },
        dependencies: { express: '5' },
        devDependencies: { vite: '7', concurrently: '9' },
      },
      { 'server.js': CODE, 'index.html': '<!doctype html>' },
      ['server.js'],
      'npm run build',
    ],
  ])('%s', (_, json, files, cmd, build) => {
    const plan = planOf(repository(json, files));
    expect(variable(plan, 'cmd')).toEqual(cmd);
    expect(String(variable(plan, 'build'))).toContain(build);
  });

  test('a helper beside the development server of a site is none', () => {
    const json = {
      scripts: { dev: 'concurrently "vite" "node tools/mock.js"', build: 'vite build' },
      devDependencies: { vite: '7', concurrently: '9' },
    };
    const files = { 'tools/mock.js': CODE, 'index.html': '<!doctype html>' };
    expect(planOf(repository(json, files)).template.value).toBe('npm-static');
  });

  test('two servers that nothing else starts are a question', () => {
    const scripts = {
      start: 'concurrently "npm:rest" "npm:tasks"',
      rest: 'nodemon rest.js',
      tasks: 'node tasks.js',
    };
    const project = repository({ scripts }, { 'rest.js': '', 'tasks.js': '' });
    expect(() => planOf(project)).toThrow('several scripts start a program');
  });

  test('two servers are left to the scripts that start one', () => {
    const scripts = { start: 'node api.js & node worker.js', 'start:prod': 'node api.js' };
    const plan = planOf(
      repository({ scripts, dependencies: { express: '5' } }, { 'api.js': CODE, 'worker.js': CODE }),
    );
    expect(variable(plan, 'cmd')).toEqual(['api.js']);
  });
});

/** The app that is taken without a question, and what it starts. */
function taken(files: Record<string, object | string>): [string, unknown] {
  const texts = Object.entries(files).map(([path, value]) => [
    path,
    typeof value === 'string' ? value : JSON.stringify(value),
  ]);
  const project = mapProject(Object.fromEntries(texts));
  const choice = choose({ found: { detections: appsOf(project), refusals: [], names: [] }, directory: 'x' });
  const app = 'one' in choice ? choice.one.app : `open: ${choice.open.map((one) => one.app).join()}`;
  return [app, 'one' in choice ? variable(planOf(project, {}, app), 'cmd') : undefined];
}

const API = { name: 'api', dependencies: { express: '5' }, scripts: { start: 'node index.js' } };
const CLIENT = { name: 'client', dependencies: { express: '5' }, main: 'index.js' };
const members = { workspaces: ['apps/*'] };

describe('a start that is in another package is that package’s', () => {
  test.each<[string, Record<string, object | string>, [string, unknown]]>([
    [
      'a file by its name beside a manifest without dependencies',
      { 'package.json': {}, 'server/package.json': API, 'server/index.js': CODE },
      ['server', ['index.js']],
    ],
    [
      'a start script into a package that nothing else starts',
      {
        'package.json': { scripts: { start: 'node server/run.js --prod' } },
        'server/package.json': { dependencies: { express: '5' } },
        'server/run.js': CODE,
      },
      ['server', ['run.js', '--prod']],
    ],
    [
      'a start script into a folder whose packages the root has',
      {
        'package.json': { scripts: { start: 'node server/index.js' }, dependencies: { express: '5' } },
        'server/package.json': { dependencies: { express: '5' } },
        'server/index.js': CODE,
      },
      ['.', ['server/index.js']],
    ],
    [
      'a folder that only says what its modules are',
      {
        'package.json': { scripts: { start: 'node server/index.js' }, dependencies: { express: '5' } },
        'server/package.json': { type: 'commonjs' },
        'server/index.js': CODE,
      },
      ['.', ['server/index.js']],
    ],
    [
      'the file of a workspace package',
      {
        'package.json': { ...members, scripts: { start: 'node apps/api/index.js' } },
        'apps/api/package.json': API,
        'apps/api/index.js': CODE,
        'apps/web/package.json': CLIENT,
        'apps/web/index.js': CODE,
      },
      ['apps/api', ['index.js']],
    ],
    [
      'the script of a workspace package',
      {
        'package.json': { ...members, scripts: { start: 'npm run start --workspace=web' } },
        'apps/api/package.json': API,
        'apps/api/index.js': CODE,
        'apps/web/package.json': { ...CLIENT, name: 'web' },
        'apps/web/index.js': CODE,
      },
      ['apps/web', ['index.js']],
    ],
    [
      'a package below a folder, where the root is started by what nothing installs',
      {
        'package.json': {
          workspaces: ['apps/**/*', '!**/dist/**'],
          scripts: { start: 'nub run --filter api start' },
        },
        'apps/api/package.json': API,
        'apps/api/index.js': CODE,
      },
      ['apps/api', ['index.js']],
    ],
    [
      'the packages that have a script which the root runs in all',
      {
        'package.json': { ...members, scripts: { start: 'turbo run start --log-prefix=none' } },
        'apps/api/package.json': { ...CLIENT, name: 'api' },
        'apps/api/index.js': CODE,
        'apps/web/package.json': { ...API, name: 'web' },
        'apps/web/index.js': CODE,
      },
      ['apps/web', ['index.js']],
    ],
    [
      'the package that the root is developed by, among several alike',
      {
        'package.json': {
          ...members,
          scripts: {
            start: 'turbo run start --filter=web --filter=api',
            dev: 'npm run dev:web',
            'dev:web': 'turbo run dev --filter=web...',
          },
        },
        'apps/api/package.json': API,
        'apps/api/index.js': CODE,
        'apps/web/package.json': { ...API, name: 'web' },
        'apps/web/index.js': CODE,
      },
      ['apps/web', ['index.js']],
    ],
    [
      'none of those that it is developed by together',
      {
        'package.json': { ...members, scripts: { dev: 'pnpm --filter web --filter api dev' } },
        'apps/api/package.json': API,
        'apps/api/index.js': CODE,
        'apps/web/package.json': { ...API, name: 'web' },
        'apps/web/index.js': CODE,
      },
      ['open: apps/api,apps/web', undefined],
    ],
    [
      'the script of a package in a folder',
      {
        'package.json': { scripts: { start: 'cd front && npm start' } },
        'api/package.json': API,
        'api/index.js': CODE,
        'front/package.json': { ...CLIENT, scripts: { start: 'node index.js' } },
        'front/index.js': CODE,
      },
      ['front', ['index.js']],
    ],
    [
      'a folder that is no package: the start goes there',
      {
        'package.json': { scripts: { start: 'cd server && node index.js' }, dependencies: { express: '5' } },
        'server/index.js': CODE,
      },
      ['.', ['sh', '-c', 'cd server && exec node index.js']],
    ],
    [
      'a folder that a build comes back from',
      {
        'package.json': {
          scripts: { start: 'cd client && npm run build && cd .. && node index.js' },
          dependencies: { express: '5' },
        },
        'client/package.json': { scripts: { build: 'vite build' } },
        'index.js': CODE,
      },
      ['.', ['index.js']],
    ],
  ])('%s', (_, files, expected) => {
    expect(taken(files)).toEqual(expected);
  });
});

import { describe, expect, test } from 'vitest';
import { choose } from '../../../generators/detect/choose.js';
import { appsOf, planOf, repository, variable } from './support.js';

const project = (name: string, more: object = {}) => ({
  [name]: {
    type: 'application',
    root: `apps/${name}`,
    sourceRoot: `apps/${name}/src`,
    compilerOptions: { tsConfigPath: `apps/${name}/tsconfig.app.json` },
    ...more,
  },
});

const SETTINGS = {
  monorepo: true,
  root: 'apps/orders',
  sourceRoot: 'apps/orders/src',
  compilerOptions: { webpack: true },
  projects: { ...project('auth'), ...project('orders'), ...project('gone'), lib: { type: 'library' } },
};

const tsconfig = (name: string) =>
  `{ "extends": "../../tsconfig.json", "compilerOptions": { "outDir": "../../dist/apps/${name}" } }`;

const FILES = {
  'tsconfig.json': '{ "compilerOptions": { "outDir": "./dist", "paths": { "@lib/*": ["libs/lib/src/*"] } } }',
  'apps/auth/src/main.ts': 'await app.listen(3001);',
  'apps/auth/tsconfig.app.json': tsconfig('auth'),
  'apps/orders/src/main.ts': "import { x } from '@lib/x';\nawait app.listen(3000 + x());",
  'apps/orders/tsconfig.app.json': tsconfig('orders'),
  'libs/lib/src/x.ts': 'export const x = () => 0;',
};

function monorepo(scripts: Record<string, string>, settings: object = {}) {
  return repository(
    {
      dependencies: { '@nestjs/core': '11' },
      devDependencies: { '@nestjs/cli': '11', typescript: '5' },
      scripts: { build: 'nest build', prepare: 'husky', ...scripts },
    },
    { ...FILES, 'nest-cli.json': JSON.stringify({ ...SETTINGS, ...settings }) },
  );
}

function taken(repo: ReturnType<typeof monorepo>): string {
  const choice = choose({ found: { detections: appsOf(repo), refusals: [], names: [] }, directory: 'x' });
  return 'one' in choice ? choice.one.app : 'open';
}

describe('a Nest monorepo', () => {
  test('is its applications that are there', () => {
    expect(appsOf(monorepo({ start: 'nest start' })).map(({ app }) => app)).toEqual([
      'apps/auth',
      'apps/orders',
    ]);
  });

  test.each([
    ['the one that Nest means without a name', { start: 'nest start' }, 'apps/orders'],
    [
      'the one that is started for production',
      { start: 'nest start', 'start:prod': 'node dist/apps/auth/main' },
      'apps/auth',
    ],
    [
      'the usual one where that names an application of before',
      { start: 'nest start', 'start:prod': 'node dist/apps/gone/main' },
      'apps/orders',
    ],
  ])('%s is taken', (_, scripts, app) => {
    expect(taken(monorepo(scripts))).toBe(app);
  });

  test.each<[string, object, string]>([
    ['bundled by webpack', {}, 'dist/apps/auth/main.js'],
    ['compiled on its own', { compilerOptions: { webpack: false } }, 'dist/apps/auth/main.js'],
    [
      'with an entry of its own',
      { projects: project('auth', { entryFile: 'main' }) },
      'dist/apps/auth/main.js',
    ],
  ])('each is built by its name: %s', (_, settings, main) => {
    const plan = planOf(monorepo({ start: 'nest start' }, settings), {}, 'apps/auth');
    expect(variable(plan, 'build')).toMatch(/^npx nest build auth\b/);
    expect(variable(plan, 'cmd')).toEqual([main]);
    expect(variable(plan, 'ports')).toEqual([3001]);
    expect(variable(plan, 'install')).toContain('npm pkg delete scripts.prepare');
  });

  test('compiled with a library, its sources keep their places', () => {
    const plan = planOf(
      monorepo({ start: 'nest start' }, { compilerOptions: { webpack: false } }),
      {},
      'apps/orders',
    );
    expect(variable(plan, 'cmd')).toEqual(['dist/apps/orders/apps/orders/src/main.js']);
  });

  test('one app with settings of Nest is no monorepo', () => {
    const repo = repository(
      {
        dependencies: { '@nestjs/core': '11' },
        scripts: { build: 'nest build', 'start:prod': 'node dist/main' },
      },
      { 'nest-cli.json': '{ "sourceRoot": "src" }', 'src/main.ts': 'app.listen(3000)' },
    );
    expect(appsOf(repo).map(({ app }) => app)).toEqual(['.']);
  });
});

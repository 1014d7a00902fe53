import { describe, expect, test } from 'vitest';
import { mapProject } from '../../../generators/project/map.js';
import { npmLock, planOf, variable } from './support.js';

const CODE = "require('http').createServer().listen(process.env.PORT || 3000)";
type Files = Record<string, unknown>;

function projectOf(files: Files) {
  const text = Object.entries(files).map(([path, value]) => [
    path,
    typeof value === 'string' ? value : JSON.stringify(value),
  ]);
  return mapProject(Object.fromEntries(text));
}

/** apps/api needs packages/lib; apps/web is beside them. */
function workspace(files: Files): Files {
  return {
    'package.json': { private: true, workspaces: ['apps/*', 'packages/*'] },
    'apps/api/package.json': {
      name: 'api',
      scripts: { build: 'tsc', start: 'node dist/index.js' },
      dependencies: { lib: 'workspace:*', koa: '3' },
    },
    'apps/api/src/index.ts': CODE,
    'apps/web/package.json': { name: 'web', dependencies: { react: '19' } },
    'packages/lib/package.json': { name: 'lib', scripts: { build: 'tsc' } },
    ...files,
  };
}

const built = (files: Files) => variable(planOf(projectOf(workspace(files)), {}, 'apps/api'), 'build');

describe('the production modules of a workspace are those of its app', () => {
  const LOCK = { koa: '3.0.1' };
  const ci = '--omit=dev --ignore-scripts --workspace=apps/api';
  test('npm', () => {
    expect(built({ 'package-lock.json': npmLock(LOCK) })).toMatch(new RegExp(`npm ci .*${ci}$`));
  });

  test('npm, where the root has some for all', () => {
    const root = { private: true, workspaces: ['apps/*', 'packages/*'], dependencies: { koa: '3' } };
    const files = { 'package.json': root, 'package-lock.json': npmLock(LOCK) };
    expect(built(files)).toContain(`${ci} --include-workspace-root`);
  });

  test.each<[string, Files]>([
    ['something is compiled', { 'package-lock.json': npmLock({ ...LOCK, bcrypt: '5.0.0' }) }],
    ['it takes a credential', { 'package-lock.json': npmLock(LOCK), '.npmrc': '//r.io/:_authToken=${T}\n' }],
    ['nothing is locked', {}],
    [
      'a script of a dependency has run',
      {
        'package-lock.json':
          '{"lockfileVersion":3,"packages":{"":{},"node_modules/koa":{"version":"3.0.1","hasInstallScript":true}}}',
      },
    ],
  ])('npm prunes the whole where %s', (_, files) => {
    expect(built(files)).toMatch(/npm prune --omit=dev$/);
  });

  test('bun', () => {
    const lock = '{\n  "packages": {\n    "koa": ["koa@3.0.1", "", {}, ""],\n  }\n}';
    expect(built({ 'bun.lock': lock })).toMatch(
      /find \. .*\n && bun install --frozen-lockfile --production --ignore-scripts --filter api$/,
    );
  });

  test('yarn 3 has no focus of its own', () => {
    const lock = '__metadata:\n  version: 6\n\n"koa@npm:3":\n  version: 3.0.1\n';
    const files = { 'yarn.lock': lock, '.yarnrc.yml': 'nodeLinker: node-modules\n' };
    expect(built(files)).toContain('--package=@yarnpkg/cli-dist@4 yarn workspaces focus api --production');
    const plugin = `${files['.yarnrc.yml']}plugins:\n  - path: .yarn/plugins/plugin-workspace-tools.cjs\n`;
    const there = { ...files, '.yarnrc.yml': plugin, '.yarn/plugins/plugin-workspace-tools.cjs': '' };
    expect(built(there)).toMatch(/ && yarn workspaces focus api --production$/);
  });
});

describe('an app at the root of its workspace', () => {
  const files = (build: string): Files => ({
    'package.json': {
      workspaces: ['packages/*'],
      scripts: { build, start: 'node dist/index.js' },
      dependencies: { lib: '*' },
    },
    'src/index.ts': CODE,
    'packages/lib/package.json': { name: 'lib', scripts: { build: 'tsc' } },
    'packages/other/package.json': { name: 'other', scripts: { build: 'tsc' } },
  });

  test('takes the packages along that its modules link to, and builds them', () => {
    const plan = planOf(projectOf(files('tsc')));
    const froms = (variable(plan, 'copies') as { from: string }[]).map(({ from }) => from);
    expect(froms).toEqual(['/app/package.json', '/app/node_modules', '/app/packages/lib', '/app/dist']);
    expect(variable(plan, 'build')).toMatch(/^npm run build --workspace=packages\/lib \\\n && npm run build/);
  });

  test('builds them once', () => {
    expect(variable(planOf(projectOf(files('npm run build --workspaces && tsc'))), 'build')).toMatch(
      /^npm run build \\\n/,
    );
  });
});

describe('what links and builds need', () => {
  test('npm links what file: names, so it is there at run time', () => {
    const files = {
      'package.json': {
        scripts: { build: 'tsc', start: 'node dist/index.js' },
        dependencies: { loc: 'file:libs/loc' },
      },
      'src/index.ts': CODE,
      'libs/loc/package.json': { name: 'loc' },
    };
    expect(JSON.stringify(variable(planOf(projectOf(files)), 'copies'))).toContain('/app/libs/loc');
    const yarn = { ...files, 'yarn.lock': '# yarn lockfile v1\n\n\nloc@file:libs/loc:\n  version "1.0.0"\n' };
    expect(JSON.stringify(variable(planOf(projectOf(yarn)), 'copies'))).not.toContain('/app/libs/loc');
  });

  test('the build of the root, where the app has none', () => {
    const api = { name: 'api', scripts: { start: 'node dist/index.js' }, dependencies: { koa: '3' } };
    const root = { private: true, workspaces: ['apps/*'], scripts: { build: 'tsc -b apps/api' } };
    expect(built({ 'package.json': root, 'apps/api/package.json': api })).toMatch(/^npm run build \\\n/);
  });

  test('references of TypeScript are built by tsc -b', () => {
    const files = {
      'package.json': { scripts: { start: 'node dist/index.js' }, devDependencies: { typescript: '5' } },
      'tsconfig.json': '{ "references": [{ "path": "./lib" }] }',
      'src/index.ts': CODE,
    };
    expect(variable(planOf(projectOf(files)), 'build')).toContain('npx tsc -b');
  });

  test('compilers for what is named, where nothing is locked', () => {
    const json = { scripts: { start: 'node server.js' }, dependencies: { 'better-sqlite3': '12' } };
    const plan = planOf(projectOf({ 'package.json': json, 'server.js': CODE }));
    expect(variable(plan, 'buildImage')).toBe('node:24');
  });
});

describe('what only the tool of a repository installs', () => {
  const app = { scripts: { start: 'node index.js' }, dependencies: { lib: 'workspace:*' } };
  test('Rush', () => {
    const files = { 'rush.json': '{}', 'apps/api/package.json': app, 'apps/api/index.js': CODE };
    expect(() => planOf(projectOf(files), {}, 'apps/api')).toThrow('rush.json');
  });

  test('a package beside the app without a workspace', () => {
    const json = { scripts: { start: 'node index.js' }, dependencies: { lib: 'file:../lib' } };
    const files = { 'server/package.json': json, 'server/index.js': CODE, 'lib/package.json': {} };
    expect(() => planOf(projectOf(files), {}, 'server')).toThrow(
      'from outside its own directory (file:../lib)',
    );
  });

  test('a member whose workspace is elsewhere', () => {
    expect(() => planOf(projectOf({ 'package.json': app, 'index.js': CODE }))).toThrow(
      'wants lib from its workspace',
    );
  });
});

describe('a program of the root brings the modules that its packages keep', () => {
  const root = {
    workspaces: ['packages/*'],
    scripts: { start: 'node server.js' },
    dependencies: { koa: '3', lib: '*' },
  };
  const files: Files = {
    'package.json': root,
    'server.js': CODE,
    'packages/lib/package.json': { name: 'lib', main: 'index.js', dependencies: { ms: '1' } },
    'packages/lib/index.js': '',
    'packages/other/package.json': { name: 'other', dependencies: { ms: '1' } },
  };
  const locked = (nested: object) =>
    JSON.stringify({
      lockfileVersion: 3,
      packages: { '': {}, 'node_modules/koa': { version: '3.0.1' }, ...nested },
    });
  const own = { 'packages/lib/node_modules/ms': { version: '1.0.0' } };
  const LIB = 'packages/lib/node_modules';
  test.each<[string, Files, string[]]>([
    ['npm, where the lock file has some', { 'package-lock.json': locked(own) }, [LIB]],
    ['npm, where all lie at the root', { 'package-lock.json': locked({}) }, []],
    [
      'npm, where they are for developers',
      { 'package-lock.json': locked({ 'packages/lib/node_modules/ms': { version: '1.0.0', dev: true } }) },
      [],
    ],
    [
      'a package that it imports by its path',
      {
        'package.json': { ...root, dependencies: { koa: '3' } },
        'server.js': `require('./packages/lib');\n${CODE}`,
        'package-lock.json': locked(own),
      },
      [LIB],
    ],
    [
      'a package that it does not need',
      { 'package.json': { ...root, dependencies: { koa: '3' } }, 'package-lock.json': locked(own) },
      [],
    ],
    ['pnpm', { 'pnpm-lock.yaml': "lockfileVersion: '9.0'\n" }, [LIB]],
    [
      'pnpm told to hoist',
      { 'pnpm-lock.yaml': "lockfileVersion: '9.0'\n", '.npmrc': 'node-linker=hoisted\n' },
      [],
    ],
  ])('%s', (_, more, dirs) => {
    const plan = planOf(projectOf({ ...files, ...more }));
    expect(plan.template.value).toBe('npm');
    const copies = variable(plan, 'copies') as { from: string }[];
    expect(copies.flatMap(({ from }) => /^\/app\/(.+\/node_modules)$/.exec(from)?.[1] ?? [])).toEqual(dirs);
  });

  test('with yarn everything comes along: its lock file does not say where they lie', () => {
    const plan = planOf(projectOf({ ...files, 'yarn.lock': '"koa@3":\n  version "3.0.1"\n' }));
    expect(plan.template.value).toBe('npm-build');
    expect(variable(plan, 'copies')).toMatchObject([{ from: '/app/', to: './' }]);
    expect(plan.warnings.map(({ message }) => message).join()).not.toContain('does not cover');
  });
});

describe('what is generated in the packages that an app needs, before they are built', () => {
  const files: Files = {
    'package.json': { private: true, workspaces: ['apps/*', 'packages/*'], devDependencies: { turbo: '2' } },
    'apps/api/package.json': {
      name: 'api',
      scripts: { build: 'tsc', start: 'node dist/index.js', codegen: 'graphql-codegen', lint: 'eslint .' },
      dependencies: { '@a/db': '*' },
    },
    'apps/api/src/index.ts': CODE,
    'packages/db/package.json': {
      name: '@a/db',
      scripts: { build: 'tsc', 'db:generate': 'prisma generate', 'db:push': 'prisma db push' },
      dependencies: { '@prisma/client': '7' },
      devDependencies: { prisma: '7' },
    },
    'packages/db/prisma/schema.prisma': '',
    'packages/db/src/index.ts': '',
  };
  const stepsOf = (more: Files) => {
    const build = String(variable(planOf(projectOf({ ...files, ...more }), {}, 'apps/api'), 'build'));
    const lines = build.split(' \\\n && ').filter((line) => !line.includes('prune'));
    return lines.map((line) => line.replace(/ --workspace=/, ' in '));
  };
  const BUILDS = ['npm run build in packages/db', 'npm run build in apps/api'];
  const turbo = (dependsOn: string[], more: object = {}) => ({
    'turbo.json': `{\n  // of the app\n  "tasks": ${JSON.stringify({ build: { dependsOn }, ...more })},\n}`,
  });
  test.each<[string, Files, string[]]>([
    ['Prisma’s client where no script makes it', {}, ['(cd packages/db && npx prisma generate)', ...BUILDS]],
    [
      'the task of the packages above',
      turbo(['^build', '^db:generate']),
      ['npm run db:generate in packages/db', ...BUILDS],
    ],
    [
      'a task of the app itself, behind what that needs, and no check',
      turbo(['^build', 'lint', 'codegen'], { codegen: { dependsOn: ['^db:generate'] } }),
      ['npm run db:generate in packages/db', 'npm run codegen in apps/api', ...BUILDS],
    ],
    [
      'nothing that changes a database',
      turbo(['^db:generate', '^db:push']),
      ['npm run db:generate in packages/db', ...BUILDS],
    ],
    [
      'nothing for packages that it does not need',
      {
        'apps/api/package.json': { name: 'api', scripts: { build: 'tsc', start: 'node dist/index.js' } },
        ...turbo(['^db:generate']),
      },
      ['npm run build in apps/api'],
    ],
  ])('%s', (_, more, expected) => {
    expect(stepsOf(more)).toEqual(expected);
  });
});

test.each<[string, Record<string, string>, string, boolean]>([
  ['asks for another version than', { version: '1.0.0' }, '^4.2.0', false],
  ['asks for a version of one without', {}, '^4.2.0', false],
  ['asks for the version of', { version: '4.3.0' }, '^4.2.0', true],
  ['takes any of', {}, '*', true],
  ['names the workspace for', {}, 'workspace:^4.2.0', true],
])('a range that %s the member of that name', (_, lib, range, taken) => {
  const app = {
    name: 'api',
    scripts: { build: 'tsc', start: 'node dist/index.js' },
    dependencies: { lib: range, koa: '3' },
  };
  const text = `${built({
    'apps/api/package.json': app,
    'packages/lib/package.json': { name: 'lib', scripts: { build: 'tsc' }, ...lib },
  })}`;
  expect(text.includes('--workspace=packages/lib')).toBe(taken);
});

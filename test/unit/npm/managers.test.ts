import { describe, expect, test } from 'vitest';
import type { PackageJson } from '../../../generators/ecosystems/npm/read/manifest.js';
import { npmLock, planOf, repository, variable } from './support.js';

const BASE: PackageJson = { scripts: { start: 'node server.js' }, dependencies: { koa: '^3.0.0' } };
const LOCK = npmLock({ koa: '3.0.1' });
const PNPM = "lockfileVersion: '9.0'\n\npackages:\n\n  koa@3.0.1:\n    resolution: {}\n";
const YARN = '# yarn lockfile v1\n\n\nkoa@^3.0.0:\n  version "3.0.1"\n';
const BERRY = '__metadata:\n  version: 8\n\n"koa@npm:^3.0.0":\n  version: 3.0.1\n';

function planFor(json: PackageJson, files: Record<string, string>) {
  return planOf(repository({ ...BASE, ...json }, { 'server.js': '', ...files }));
}

function copiesOf(json: PackageJson, files: Record<string, string>) {
  const copies = variable(planFor(json, files), 'manifests') as { sources: string; target: string }[];
  return copies.map(({ sources, target }) => `${sources} ${target}`);
}

describe('without a lock file', () => {
  test.each<[string, PackageJson, Record<string, string>, string]>([
    ['settings of pnpm', {}, { 'pnpm-workspace.yaml': 'shamefullyHoist: true\n' }, 'pnpm install'],
    ['a field of pnpm', { pnpm: { onlyBuiltDependencies: ['koa'] } }, {}, 'pnpm install'],
    ['settings of yarn 2+', {}, { '.yarnrc.yml': 'nodeLinker: node-modules\n' }, 'yarn install'],
    ['settings of yarn 1', {}, { '.yarnrc': 'save-prefix "~"\n' }, 'yarn install --ignore-engines'],
    ['settings of bun', {}, { 'bunfig.toml': '[install]\nexact = true\n' }, 'bun install'],
    ['volta', { volta: { yarn: '1.22.19' } }, {}, 'yarn install --ignore-engines'],
    [
      'only-allow',
      { scripts: { ...BASE.scripts, preinstall: 'npx only-allow pnpm' } },
      {},
      'pnpm install --no-frozen-lockfile --prod',
    ],
    ['engines', { engines: { pnpm: '>=9', npm: 'please-use-pnpm' } }, {}, 'pnpm install'],
    ['engines of both', { engines: { yarn: '>=1.22', npm: '>=9' } }, {}, 'npm install'],
  ])('%s: says who installs', (_, json, files, install) => {
    expect(variable(planFor(json, files), 'install')).toContain(install);
  });

  test('a lock file is the better sign', () => {
    const plan = planFor({}, { 'bunfig.toml': '', 'package-lock.json': LOCK });
    expect(variable(plan, 'install')).toContain('npm ci');
  });
});

describe('an image newer than the engines', () => {
  const node = { node: '20.11.1' };
  const strict = { '.npmrc': 'engine-strict=true\n' };
  test.each<[string, PackageJson, Record<string, string>, string, string]>([
    ['yarn 1 is told', { engines: node }, { 'yarn.lock': YARN }, 'install', '--ignore-engines'],
    [
      'npm is told where it is strict',
      { engines: node },
      { ...strict, 'package-lock.json': LOCK },
      'buildEnv',
      'NPM_CONFIG_ENGINE_STRICT',
    ],
    [
      'pnpm is told where it is strict',
      { engines: node },
      { ...strict, 'pnpm-lock.yaml': PNPM },
      'buildEnv',
      '"NPM_CONFIG_ENGINE_STRICT"',
    ],
    [
      'pnpm 11 by its own name',
      { engines: node, packageManager: 'pnpm@11.28.11' },
      { 'pnpm-workspace.yaml': 'engineStrict: true\n', 'pnpm-lock.yaml': PNPM },
      'buildEnv',
      '"PNPM_CONFIG_ENGINE_STRICT"',
    ],
    [
      'npm stops at devEngines',
      { devEngines: { runtime: { name: 'node', version: '22.14.0' } } },
      { 'package-lock.json': LOCK },
      'buildEnv',
      'NPM_CONFIG_FORCE',
    ],
  ])('%s', (_, json, files, name, text) => {
    expect(JSON.stringify(variable(planFor(json, files), name))).toContain(text);
    const open = JSON.parse(JSON.stringify(json).replace('20.11.1', '20.x').replace('22.14.0', '22.x'));
    expect(JSON.stringify(variable(planFor(open, files), name))).not.toContain(text);
  });

  test.each<[string, PackageJson, Record<string, string>, string | null]>([
    ['engines.npm where it is strict', { engines: { npm: '>=9 <11' } }, strict, 'npm install -g npm@10'],
    ['engines.npm where it is not', { engines: { npm: '>=9 <11' } }, {}, null],
    [
      'devEngines',
      { devEngines: { packageManager: { name: 'npm', version: '10.8.2' } } },
      {},
      'npm install -g npm@10.8.2',
    ],
    ['devEngines that fit', { devEngines: { packageManager: { name: 'npm', version: '>=10' } } }, {}, null],
  ])('an older npm: %s', (_, json, files, setup) => {
    expect(variable(planFor(json, { ...files, 'package-lock.json': LOCK }), 'setup')).toBe(setup);
  });
});

describe('patches that installing reads', () => {
  test('pnpm: from its settings and from package.json', () => {
    const files = { 'pnpm-lock.yaml': PNPM, 'fixes/koa.patch': '', 'own/ms@2.1.3.patch': '' };
    const settings = 'patchedDependencies:\n  koa@3.0.1: fixes/koa.patch\n\ncatalog:\n  koa: 3.0.1\n';
    expect(copiesOf({}, { ...files, 'pnpm-workspace.yaml': settings })).toContain('fixes/koa.patch ./fixes/');
    const json = { pnpm: { patchedDependencies: { 'ms@2.1.3': 'own/ms@2.1.3.patch' } } };
    expect(copiesOf(json, files)).toContain('own/ms@2.1.3.patch ./own/');
  });

  test('bun, and yarn with its root', () => {
    const bun = { patchedDependencies: { 'koa@3.0.1': 'fixes/koa.patch' } };
    expect(copiesOf(bun, { 'bun.lock': '{}', 'fixes/koa.patch': '' })).toContain('fixes/koa.patch ./fixes/');
    const yarn = { resolutions: { koa: 'patch:koa@npm%3A3.0.1#~/fixes/koa.patch' } };
    expect(copiesOf(yarn, { 'yarn.lock': BERRY, 'fixes/koa.patch': '' })).toContain(
      'fixes/koa.patch ./fixes/',
    );
  });

  test('a directory keeps its place whatever its name', () => {
    const json = { dependencies: { ...BASE.dependencies, 'my.lib': 'file:./libs/my.lib' } };
    expect(copiesOf(json, { 'libs/my.lib/package.json': '{}' })).toContain('libs/my.lib ./libs/my.lib/');
  });
});

describe("yarn's Plug'n'Play", () => {
  const PNP = "require('fs').mkdirSync('x'); require('./yarn.lock')";
  test('its loader goes, since the modules are directories', () => {
    const start = 'node -r ./.pnp.cjs --loader ./.pnp.loader.mjs server.js';
    const plan = planFor({ scripts: { start } }, { 'yarn.lock': BERRY, '.pnp.cjs': PNP });
    expect(variable(plan, 'cmd')).toEqual(['server.js']);
    expect(JSON.stringify(variable(plan, 'copies'))).not.toContain('chown');
  });

  test.each([
    ['yarn 3', { packageManager: 'yarn@3.8.7' }, '', true],
    ['yarn 4', { packageManager: 'yarn@4.1.0' }, '', false],
    ['yarn 4 with a cache of its own', { packageManager: 'yarn@4.1.0' }, 'enableGlobalCache: false\n', true],
  ])('%s: downloads go where the mount is', (_, json, rc, told) => {
    const plan = planFor(json, { 'yarn.lock': BERRY, '.yarnrc.yml': `nodeLinker: node-modules\n${rc}` });
    const env = [{ name: 'YARN_ENABLE_GLOBAL_CACHE', value: 'true' }];
    expect(variable(plan, 'buildEnv')).toEqual(told ? env : []);
  });
});

describe('what the lock file shows of who wrote it', () => {
  test.each([
    ['a patch of pnpm 9', 'patchedDependencies:\n  koa@3.0.1:\n    hash: pri7c7bjv4bhrfyw3ds7mj6nry\n', '9'],
    ['settings of pnpm 9', 'pnpmfileChecksum: frvk5woxieno3vefzflwxbtsbm\n', '9'],
    ['settings of pnpm 10', 'pnpmfileChecksum: sha256-serXuE8SlsjWslW68TyBv0=\n', '10'],
    ['a patch of pnpm 10', `patchedDependencies:\n  koa@3.0.1:\n    hash: ${'0a'.repeat(32)}\n`, '10'],
    ['a patch of pnpm 11', `patchedDependencies:\n  koa@3.0.1: ${'0a'.repeat(32)}\n`, '11'],
  ])('%s', (_, text, major) => {
    const plan = planFor({}, { 'pnpm-lock.yaml': PNPM.replace('\n\n', `\n\n${text}\n`) });
    expect(variable(plan, 'setup')).toBe(`npm install -g pnpm@${major}`);
  });

  test('yarn before 3.3 keeps Node below 23', () => {
    const old = {
      '.yarnrc.yml': 'yarnPath: .yarn/releases/yarn-3.2.4.cjs\n',
      'yarn.lock': BERRY.replace('8', '6'),
    };
    expect(variable(planFor({ engines: { node: '>=16' } }, old), 'buildImage')).toBe('node:22-slim');
    expect(variable(planFor({ engines: { node: '>=24' } }, old), 'buildImage')).toBe('node:24-slim');
    const newer = Object.fromEntries(
      Object.entries(old).map(([file, text]) => [file, text.replace('3.2.4', '3.6.1')]),
    );
    expect(variable(planFor({}, newer), 'buildImage')).toBe('node:24-slim');
  });
});

test('a lock file of another system lacks the binaries of this one', () => {
  const lock = (...binaries: string[]) =>
    JSON.stringify({
      lockfileVersion: 3,
      packages: {
        'node_modules/koa': { version: '3.0.1' },
        'node_modules/rollup': {
          version: '4.0.0',
          optionalDependencies: {
            '@rollup/rollup-darwin-arm64': '4.0.0',
            '@rollup/rollup-linux-x64-gnu': '4.0.0',
          },
        },
        ...Object.fromEntries(
          binaries.map((name) => [`node_modules/@rollup/rollup-${name}`, { version: '4.0.0' }]),
        ),
      },
    });
  const plan = planFor({}, { 'package-lock.json': lock('darwin-arm64') });
  expect(variable(plan, 'install')).toBe('npm install --no-audit --no-fund --no-package-lock --omit=dev');
  expect(plan.warnings[0]?.message).toContain('lacks @rollup/rollup-linux-x64-gnu');
  const whole = planFor({}, { 'package-lock.json': lock('darwin-arm64', 'linux-x64-gnu') });
  expect(variable(whole, 'install')).toBe('npm ci --no-audit --no-fund --omit=dev');
});

test('a lock file without what a package takes where it can be had is not frozen', () => {
  const lock = (more: object, sass: object = {}) =>
    JSON.stringify({
      lockfileVersion: 3,
      packages: {
        'node_modules/koa': { version: '3.0.1' },
        'node_modules/sass': {
          version: '1.85.0',
          optionalDependencies: { '@parcel/watcher': '^2.4.1' },
          ...sass,
        },
        ...more,
      },
    });
  const installOf = (text: string) => {
    const plan = planFor({}, { 'package-lock.json': text });
    return { install: variable(plan, 'install'), said: plan.warnings.map(({ message }) => message).join() };
  };
  const lacking = installOf(lock({}));
  expect(lacking.install).toBe('npm install --no-audit --no-fund --omit=dev');
  expect(lacking.said).toContain('does not cover sass (@parcel/watcher@^2.4.1)');
  const whole = 'npm ci --no-audit --no-fund --omit=dev';
  expect(installOf(lock({ 'node_modules/@parcel/watcher': { version: '2.5.0' } })).install).toBe(whole);
  expect(installOf(lock({}, { inBundle: true })).install).toBe(whole);
});

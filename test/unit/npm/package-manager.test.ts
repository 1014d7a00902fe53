import { describe, expect, test } from 'vitest';
import type { PackageJson } from '../../../generators/ecosystems/npm/read/manifest.js';
import { npmLock, planOf, repository, variable } from './support.js';

const BASE: PackageJson = { scripts: { start: 'node server.js' }, dependencies: { koa: '^3.0.0' } };
const PNPM = "lockfileVersion: '9.0'\n\npackages:\n\n  koa@3.0.1:\n    resolution: {}\n";
const YARN = '# yarn lockfile v1\n\n\nkoa@^3.0.0:\n  version "3.0.1"\n';
const BERRY = '__metadata:\n  version: 8\n\n"koa@npm:^3.0.0":\n  version: 3.0.1\n';

function planFor(json: PackageJson, files: Record<string, string>) {
  return planOf(repository({ ...BASE, ...json }, { 'server.js': '', ...files }));
}

describe('package manager', () => {
  test.each<[string, PackageJson, Record<string, string>, string | null, string]>([
    [
      'package-lock',
      {},
      { 'package-lock.json': npmLock({ koa: '3.0.1' }) },
      null,
      'npm ci --no-audit --no-fund --omit=dev',
    ],
    [
      'shrinkwrap',
      {},
      { 'npm-shrinkwrap.json': npmLock({ koa: '3.0.1' }) },
      null,
      'npm ci --no-audit --no-fund --omit=dev',
    ],
    ['no lock', {}, {}, null, 'npm install --no-audit --no-fund --omit=dev'],
    [
      'stale lock',
      {},
      { 'package-lock.json': npmLock({ koa: '2.0.0' }) },
      null,
      'npm install --no-audit --no-fund --omit=dev',
    ],
    [
      'npm 6 lock',
      {},
      { 'package-lock.json': '{"lockfileVersion":1,"dependencies":{"koa":{"version":"3.0.1"}}}' },
      null,
      'npm ci --no-audit --no-fund --legacy-peer-deps --omit=dev',
    ],
    [
      'npm newer than the image',
      { packageManager: 'npm@12.1.0' },
      { 'package-lock.json': npmLock({ koa: '3.0.1' }) },
      'npm install -g npm@12.1.0',
      'npm ci --no-audit --no-fund --omit=dev',
    ],
    [
      'pnpm lock 9',
      {},
      { 'pnpm-lock.yaml': PNPM },
      'npm install -g pnpm@10',
      'pnpm install --frozen-lockfile --prod',
    ],
    [
      'pnpm lock 6',
      {},
      { 'pnpm-lock.yaml': PNPM.replace('9.0', '6.0') },
      'npm install -g pnpm@8',
      'pnpm install --frozen-lockfile --prod',
    ],
    [
      'pnpm named',
      { packageManager: 'pnpm@10.34.9+sha512.abc' },
      { 'pnpm-lock.yaml': PNPM },
      'npm install -g pnpm@10.34.9',
      'pnpm install --frozen-lockfile --prod',
    ],
    [
      'pnpm 10.26 settings',
      {},
      { 'pnpm-lock.yaml': PNPM, 'pnpm-workspace.yaml': 'allowBuilds:\n  koa: true\n' },
      'npm install -g pnpm@10',
      'pnpm install --frozen-lockfile --prod',
    ],
    [
      'yarn 1',
      {},
      { 'yarn.lock': YARN },
      null,
      'yarn install --frozen-lockfile --ignore-engines --production',
    ],
    [
      'yarn 1 with Node stated',
      { engines: { node: '22' } },
      { 'yarn.lock': YARN },
      null,
      'yarn install --frozen-lockfile --production',
    ],
    [
      'yarn 1 with a range that never ends',
      { engines: { node: '>=10.0.0' } },
      { 'yarn.lock': YARN },
      null,
      'yarn install --frozen-lockfile --ignore-engines --production',
    ],
    [
      'yarn 1 on Node 26',
      { engines: { node: '26' } },
      { 'yarn.lock': YARN },
      'npm install -g yarn@1.22.22',
      'yarn install --frozen-lockfile --production',
    ],
    [
      'another one named than locked',
      { packageManager: 'yarn@1.22.22' },
      { 'package-lock.json': npmLock({ koa: '3.0.1' }) },
      null,
      'npm ci --no-audit --no-fund --omit=dev',
    ],
    [
      'yarn berry',
      { packageManager: 'yarn@4.18.1' },
      { 'yarn.lock': BERRY.replace('8', '10') },
      'npm install -g --force @yarnpkg/cli-dist@4.18.1',
      'yarn install --immutable',
    ],
    [
      'yarn berry committed',
      {},
      {
        'yarn.lock': BERRY,
        '.yarnrc.yml': 'yarnPath: .yarn/releases/yarn-4.1.0.cjs\n',
        '.yarn/releases/yarn-4.1.0.cjs': '',
      },
      null,
      'node .yarn/releases/yarn-4.1.0.cjs install --immutable',
    ],
    [
      'bun',
      {},
      { 'bun.lock': '{\n  "packages": {\n    "koa": ["koa@3.0.1", "", {}, ""],\n  }\n}' },
      'npm install -g bun@1',
      'bun install --frozen-lockfile --production',
    ],
  ])('%s', (_, json, files, setup, install) => {
    const plan = planFor(json, files);
    expect(variable(plan, 'setup')).toBe(setup);
    expect(variable(plan, 'install')).toBe(install);
  });

  test.each<[string, Record<string, string>, string]>([
    ['missing peer', { koa: '3.0.1', plugin: '1.0.0' }, '--legacy-peer-deps'],
    ['contradicting peer', { koa: '3.0.1', plugin: '1.0.0', peer: '1.0.0' }, '--force'],
    ['right peer', { koa: '3.0.1', plugin: '1.0.0', peer: '2.1.0' }, '--no-fund --omit'],
  ])('a lock file with a %s', (_, packages, option) => {
    const lock = JSON.parse(npmLock(packages));
    lock.packages[''] = { dependencies: { koa: '^3.0.0', plugin: '^1.0.0' } };
    lock.packages['node_modules/plugin'].peerDependencies = { peer: '^2.0.0' };
    const plan = planFor({}, { 'package-lock.json': JSON.stringify(lock) });
    expect(variable(plan, 'install')).toContain(option);
  });

  test('warns without a lock file, and about a stale one', () => {
    expect(planFor({}, {}).warnings[0]?.message).toContain('no lock file');
    expect(planFor({}, { 'package-lock.json': npmLock({ koa: '2.0.0' }) }).warnings[0]?.message).toContain(
      'koa@^3.0.0',
    );
  });

  test.each<[string, string, string]>([
    ['holds nothing', '{"lockfileVersion": 3, "packages": {"": {}}}', 'npm install --no-audit'],
    ['cannot be read', '{', 'npm ci'],
  ])('a lock file of npm that %s', (_, text, install) => {
    expect(variable(planFor({}, { 'package-lock.json': text }), 'install')).toContain(install);
  });

  test('a lock file with another version for a package of the workspace', () => {
    const lock = JSON.parse(npmLock({ koa: '3.0.1' }));
    lock.packages = { 'apps/a/node_modules/koa': { version: '2.0.0' }, ...lock.packages };
    const plan = planFor({}, { 'package-lock.json': JSON.stringify(lock) });
    expect(variable(plan, 'install')).toContain('npm ci');
    expect(plan.warnings).toEqual([]);
  });

  test('of several lock files the one that covers the manifest wins', () => {
    const plan = planFor(
      {},
      { 'yarn.lock': YARN.replaceAll('koa', 'express'), 'package-lock.json': npmLock({ koa: '3.0.1' }) },
    );
    expect(variable(plan, 'install')).toContain('npm ci');
    expect(plan.warnings[0]?.message).toContain('several lock files');
  });

  test.each<[string, Record<string, string>, string]>([
    ['one that covers the manifest', { 'package-lock.json': npmLock({ koa: '3.0.1' }) }, 'npm ci'],
    ['one that does not', { 'package-lock.json': npmLock({ express: '5.0.1' }) }, 'bun install --frozen'],
    ['one that says nothing', { 'package-lock.json': '{}' }, 'bun install --frozen'],
    ['none', {}, 'bun install --frozen'],
  ])("bun's binary lock file beside %s", (_, files, install) => {
    const plan = planFor({}, { 'bun.lockb': '#!/usr/bin/env bun\0', ...files });
    expect(variable(plan, 'install')).toContain(install);
  });

  test('packageManager decides between several lock files', () => {
    const plan = planFor(
      { packageManager: 'pnpm@10.1.0' },
      { 'pnpm-lock.yaml': PNPM, 'package-lock.json': npmLock({ koa: '3.0.1' }) },
    );
    expect(variable(plan, 'install')).toContain('pnpm');
    expect(plan.warnings).toEqual([]);
  });

  test('Plug and Play becomes node_modules', () => {
    expect(variable(planFor({}, { 'yarn.lock': BERRY }), 'buildEnv')).toEqual([
      { name: 'YARN_NODE_LINKER', value: 'node-modules' },
    ]);
  });

  test.each<[string, Record<string, string>, boolean]>([
    ['left out of the repository', {}, true],
    ['committed', { '.yarn/releases/yarn-4.1.0.cjs': '' }, false],
  ])('a release of yarn that is %s', (_, files, ignored) => {
    const rc = 'nodeLinker: node-modules\nyarnPath: .yarn/releases/yarn-4.1.0.cjs\n';
    const plan = planFor({}, { 'yarn.lock': BERRY, '.yarnrc.yml': rc, ...files });
    expect(variable(plan, 'buildEnv')).toEqual(ignored ? [{ name: 'YARN_IGNORE_PATH', value: 'true' }] : []);
  });

  test('an unknown manager is refused', () => {
    expect(() => planFor({ packageManager: 'npmx@1' }, {})).toThrow('npmx@1');
  });
});

describe('build scripts of dependencies', () => {
  const dependencies = { 'better-sqlite3': '12.4.1' };
  const NPM = npmLock({ 'better-sqlite3': '12.4.1' });
  const PNPM_LOCK = "lockfileVersion: '9.0'\n\npackages:\n\n  better-sqlite3@12.4.1:\n    resolution: {}\n";
  const YARN_LOCK =
    '__metadata:\n  version: 10\n\n"better-sqlite3@npm:12.4.1":\n  version: 12.4.1\n  resolution: "better-sqlite3@npm:12.4.1"\n';

  test.each<[string, PackageJson, Record<string, string>, string | undefined, string | undefined]>([
    ['npm 11 runs them', {}, { 'package-lock.json': NPM }, undefined, undefined],
    [
      'npm 12 gets the approval',
      { packageManager: 'npm@12.2.0' },
      { 'package-lock.json': NPM },
      "npm pkg set --json 'allowScripts[better-sqlite3]=true' \\\n && npm ci",
      'this image approves them',
    ],
    [
      'npm 12 with an approval',
      { packageManager: 'npm@12.2.0', allowScripts: { 'better-sqlite3@12.4.1': true } },
      { 'package-lock.json': NPM },
      undefined,
      undefined,
    ],
    [
      'npm 12 with another decision',
      { packageManager: 'npm@12.2.0', allowScripts: { esbuild: true } },
      { 'package-lock.json': NPM },
      undefined,
      'npm install-scripts approve',
    ],
    [
      'pnpm 10 gets the approval',
      { packageManager: 'pnpm@10.34.9' },
      { 'pnpm-lock.yaml': PNPM_LOCK },
      "npm pkg set 'pnpm.onlyBuiltDependencies[]=better-sqlite3' \\\n && pnpm install",
      'pnpm approve-builds',
    ],
    [
      'pnpm 10 with approvals in the settings',
      { packageManager: 'pnpm@10.34.9' },
      { 'pnpm-lock.yaml': PNPM_LOCK, 'pnpm-workspace.yaml': 'onlyBuiltDependencies:\n  - better-sqlite3\n' },
      undefined,
      undefined,
    ],
    [
      'pnpm 10 that ignores it on purpose',
      { packageManager: 'pnpm@10.34.9' },
      { 'pnpm-lock.yaml': PNPM_LOCK, 'pnpm-workspace.yaml': 'ignoredBuiltDependencies:\n  - esbuild\n' },
      undefined,
      'better-sqlite3: approve them',
    ],
    [
      'pnpm 12 with the approval',
      { packageManager: 'pnpm@12.21.0' },
      { 'pnpm-lock.yaml': PNPM_LOCK, 'pnpm-workspace.yaml': 'allowBuilds:\n  better-sqlite3: true\n' },
      undefined,
      undefined,
    ],
    [
      'yarn 4.13 runs them',
      { packageManager: 'yarn@4.13.0' },
      { 'yarn.lock': YARN_LOCK },
      undefined,
      undefined,
    ],
    [
      'yarn 4.18 gets the switch',
      { packageManager: 'yarn@4.18.1' },
      { 'yarn.lock': YARN_LOCK },
      'YARN_ENABLE_SCRIPTS',
      'this image approves them',
    ],
    [
      'yarn 4.18 with the switch',
      { packageManager: 'yarn@4.18.1' },
      { 'yarn.lock': YARN_LOCK, '.yarnrc.yml': 'enableScripts: true\n' },
      undefined,
      undefined,
    ],
    [
      'bun that trusts others',
      { trustedDependencies: ['esbuild'] },
      {
        'bun.lock':
          '{\n  "packages": {\n    "better-sqlite3": ["better-sqlite3@12.4.1", "", {}, ""],\n  }\n}',
      },
      undefined,
      'bun pm trust',
    ],
  ])('%s', (_, json, files, approval, warning) => {
    const plan = planFor({ ...json, dependencies }, files);
    const done = `${variable(plan, 'install')} ${JSON.stringify(variable(plan, 'buildEnv'))}`;
    const said = plan.warnings.map(({ message }) => message).join('\n');
    expect(/npm pkg set|ENABLE_SCRIPTS/.test(done)).toBe(approval !== undefined);
    expect(done).toContain(approval ?? '');
    expect(said.includes('build scripts')).toBe(warning !== undefined);
    expect(said).toContain(warning ?? '');
  });
});

describe('a lock file that its package manager does not install from', () => {
  test.each<[string, PackageJson, Record<string, string>, string, string | null, string]>([
    [
      'pnpm 8 and format 9',
      { packageManager: 'pnpm@8.15.0' },
      { 'pnpm-lock.yaml': PNPM },
      'pnpm install --no-frozen-lockfile --prod',
      'npm install -g pnpm@8.15.0',
      'format 9.0, and pnpm 8.15.0',
    ],
    [
      'pnpm 10 and format 6',
      { packageManager: 'pnpm@10.1.0' },
      { 'pnpm-lock.yaml': PNPM.replace('9.0', '6.0') },
      'pnpm install --no-frozen-lockfile --prod',
      'npm install -g pnpm@10.1.0',
      'format 6.0',
    ],
    [
      'yarn 4 and the format of yarn 3',
      { packageManager: 'yarn@4.5.0' },
      { 'yarn.lock': BERRY.replace('8', '6') },
      'yarn install',
      'npm install -g --force @yarnpkg/cli-dist@4.5.0',
      'format 6',
    ],
    [
      'the format of yarn 3 alone',
      {},
      { 'yarn.lock': BERRY.replace('8', '6') },
      'yarn install --immutable',
      'npm install -g --force @yarnpkg/cli-dist@3',
      '',
    ],
    [
      'a lock file of yarn 4 beside a manifest that names yarn 1',
      { packageManager: 'yarn@1.22.22' },
      { 'yarn.lock': BERRY },
      'yarn install --immutable',
      'npm install -g --force @yarnpkg/cli-dist@4.13.0',
      '',
    ],
    [
      'the format before yarn 4.14, which newer ones would change',
      { packageManager: 'yarn@4' },
      { 'yarn.lock': BERRY },
      'yarn install --immutable',
      'npm install -g --force @yarnpkg/cli-dist@4.13.0',
      '',
    ],
    [
      'the format of the newest yarn',
      {},
      { 'yarn.lock': BERRY.replace('8', '10') },
      'yarn install --immutable',
      'npm install -g --force @yarnpkg/cli-dist@4',
      '',
    ],
    [
      'npm 6 and format 3',
      { engines: { node: '14' } },
      { 'package-lock.json': npmLock({ koa: '3.0.1' }) },
      'npm ci --no-audit --no-fund --omit=dev',
      'npm install -g npm@9',
      '',
    ],
    [
      'pnpm 9 asked for by engines',
      { engines: { pnpm: '^9.0.0' } },
      { 'pnpm-lock.yaml': PNPM },
      'pnpm install --frozen-lockfile --prod',
      'npm install -g pnpm@9',
      '',
    ],
  ])('%s', (_, json, files, install, setup, warning) => {
    const plan = planFor(json, files);
    expect(variable(plan, 'install')).toBe(install);
    expect(variable(plan, 'setup')).toBe(setup);
    const said = plan.warnings.map(({ message }) => message).join('\n');
    expect(said).toContain(warning);
    expect(plan.warnings.some(({ id }) => id === 'lock-format')).toBe(warning !== '');
  });

  test('of several the one that anyone can download from wins, and a private host is said', () => {
    const locked = npmLock({ koa: '3.0.1' }).replace(
      '"version":"3.0.1"',
      '"version":"3.0.1","resolved": "https://npm.example.org/koa-3.0.1.tgz"',
    );
    const both = planFor({}, { 'package-lock.json': locked, 'yarn.lock': YARN });
    expect(variable(both, 'install')).toContain('yarn install');
    const alone = planFor({}, { 'package-lock.json': locked });
    expect(alone.warnings.map(({ message }) => message).join()).toContain('downloads from npm.example.org');
  });
});

describe('the production modules of a pnpm workspace', () => {
  const files = (lock: string) => ({
    'pnpm-workspace.yaml': 'packages:\n  - apps/*\n',
    'pnpm-lock.yaml': lock,
    'apps/api/package.json': JSON.stringify({
      name: 'api',
      dependencies: { koa: '3' },
      scripts: { build: 'tsc', start: 'node dist/main.js' },
    }),
  });
  const api = (lock: string, more: Record<string, string> = {}) =>
    planOf(repository({ private: true }, { ...files(lock), ...more }), {}, 'apps/api');

  test.each([
    ['alone', PNPM],
    ['with the binaries that installing makes', `${PNPM}\n  bcrypt@5.1.1:\n    resolution: {}\n`],
  ])('are installed in a stage of their own, %s', (_, lock) => {
    const plan = api(lock);
    expect(variable(plan, 'modules')).toContain('pnpm install --frozen-lockfile --prod --filter api...');
    expect(variable(plan, 'build')).toBe('pnpm --filter api run build');
    const copies = variable(plan, 'copies') as { stage: string; from: string }[];
    expect(copies.map(({ stage, from }) => `${stage} ${from}`)).toEqual([
      'build /app/package.json',
      'modules /app/node_modules',
      'modules /app/apps/api/node_modules',
      'build /app/apps/api/package.json',
      'build /app/apps/api/dist',
    ]);
  });

  test('go from a package that is copied as a whole before its own come', () => {
    const sources = JSON.stringify({ name: 'lib', main: 'index.js', dependencies: { ms: '2' } });
    const app = JSON.parse(files('')['apps/api/package.json']);
    const plan = api(PNPM, {
      'apps/api/package.json': JSON.stringify({ ...app, dependencies: { koa: '3', lib: 'workspace:*' } }),
      'apps/lib/package.json': sources,
      'apps/lib/index.js': '',
    });
    expect(variable(plan, 'build')).toContain('rm -rf apps/lib/node_modules');
    expect(variable(plan, 'copies')).toContainEqual(
      expect.objectContaining({ stage: 'modules', from: '/app/apps/lib/node_modules' }),
    );
  });

  test.each([
    ['keep the client that Prisma generated', `${PNPM}\n  '@prisma/client@6.1.0':\n    resolution: {}\n`, {}],
    ['keep what a script of the package made', PNPM, { postinstall: 'node generate.js' }],
  ])('%s', (_, lock, scripts) => {
    const app = JSON.parse(files('')['apps/api/package.json']);
    const json = JSON.stringify({ ...app, scripts: { ...app.scripts, ...scripts } });
    const plan = api(lock, { 'apps/api/package.json': json });
    expect(variable(plan, 'modules')).toBeNull();
    expect(variable(plan, 'build')).toContain('--prod --ignore-scripts --filter api...');
  });
});

test('yarn 1 has its cache to itself', () => {
  const plan = planFor({}, { 'yarn.lock': YARN });
  expect(variable(plan, 'mounts')).toBe(
    '--mount=type=cache,target=/usr/local/share/.cache/yarn,sharing=locked',
  );
});

describe('credentials', () => {
  const LOCK = { 'package-lock.json': npmLock({ koa: '3.0.1' }) };
  test('a variable in .npmrc becomes a secret of its name, and the file comes along', () => {
    const rc = '@acme:registry=https://npm.example.org\n//npm.example.org/:_authToken=${NPM_TOKEN}\n';
    const plan = planFor({}, { ...LOCK, '.npmrc': rc });
    expect(variable(plan, 'mounts')).toContain('--mount=type=secret,id=NPM_TOKEN');
    expect(variable(plan, 'install')).toContain(
      'NPM_TOKEN="$(cat /run/secrets/NPM_TOKEN 2>/dev/null)" npm ci',
    );
    expect(JSON.stringify(variable(plan, 'manifests'))).toContain('.npmrc');
    expect(plan.buildFlags).toMatchObject([
      { value: '--secret id=NPM_TOKEN,env=NPM_TOKEN', from: { file: '.npmrc', line: 2 } },
    ]);
  });

  test('a credential in .npmrc itself is a flag of docker build', () => {
    const plan = planFor({}, { ...LOCK, '.npmrc': '//npm.example.org/:_authToken=abc' });
    expect(plan.buildFlags.map(({ value }) => value)).toEqual(['--secret id=npmrc,src=.npmrc']);
  });

  test('yarn reads its settings with every command', () => {
    const files = { 'yarn.lock': BERRY, '.yarnrc.yml': 'npmAuthToken: "${NPM_TOKEN}"\n' };
    const plan = planFor({ scripts: { ...BASE.scripts, build: 'tsc' } }, files);
    expect(variable(plan, 'build')).toContain("NPM_TOKEN='' yarn run build");
    expect(variable(plan, 'build')).toContain("NPM_TOKEN='' yarn workspaces focus");
  });

  test.each(['save-exact=true', '//r/:_authToken=${NPM_TOKEN:-}', '# //r/:_authToken=${NPM_TOKEN}'])(
    '%s needs none',
    (rc) => {
      const plan = planFor({}, { ...LOCK, '.npmrc': rc });
      expect(plan.buildFlags).toEqual([]);
      expect(variable(plan, 'mounts')).not.toContain('secret');
    },
  );
});

describe('what installing reads', () => {
  const manifests = (json: PackageJson, files: Record<string, string>) =>
    JSON.stringify(
      variable(planFor(json, { 'package-lock.json': npmLock({ koa: '3.0.1' }), ...files }), 'manifests'),
    );

  test('.npmrc and patches come along', () => {
    const copies = manifests(
      { scripts: { ...BASE.scripts, postinstall: 'patch-package' } },
      { '.npmrc': 'legacy-peer-deps=true', 'patches/koa.patch': '' },
    );
    expect(copies).toContain('"package.json","package-lock.json",".npmrc"');
    expect(copies).toContain('./patches/');
  });

  test('a credential in .npmrc becomes a secret mount', () => {
    const plan = planFor({}, { '.npmrc': '//npm.example.org/:_authToken=abc' });
    expect(variable(plan, 'mounts')).toContain('--mount=type=secret,id=npmrc');
    expect(JSON.stringify(variable(plan, 'manifests'))).not.toContain('.npmrc');
    expect(JSON.stringify(variable(plan, 'ignore'))).toContain('".npmrc"');
  });

  test('scripts that only set up git hooks are dropped', () => {
    const plan = planFor({ scripts: { ...BASE.scripts, prepare: 'husky' } }, {});
    expect(plan.template.value).toBe('npm');
    expect(variable(plan, 'install')).toContain('npm pkg delete scripts.prepare');
  });

  test.each([
    [{ postinstall: 'nuxt prepare', build: 'nuxt build' }, true],
    [{ prepare: "svelte-kit sync || echo ''", build: 'vite build' }, true],
    [{ prepare: 'node scripts/install-git-hooks.mjs' }, true],
    [{ postinstall: 'npx simple-git-hooks' }, true],
    [{ postinstall: 'npm run build', build: 'tsc' }, true],
    [{ prepare: 'tsc', build: 'tsc' }, true],
    [{ postinstall: 'npm run build && node setup.js', build: 'tsc' }, false],
    // Type checking reads what it writes.
    [{ postinstall: 'nuxt prepare', build: 'vue-tsc && nuxt build' }, false],
  ])('%j: the manifests come first: %s', (scripts, first) => {
    const plan = planFor({ scripts: { ...BASE.scripts, ...scripts } }, { 'nuxt.config.ts': '' });
    expect(JSON.stringify(variable(plan, 'manifests')).includes('package.json')).toBe(first);
  });

  test('a build that installing runs as well runs once', () => {
    const json = {
      scripts: { ...BASE.scripts, prepare: 'husky', postinstall: 'npm run build', build: 'tsc' },
    };
    const plan = planFor(json, {});
    expect(variable(plan, 'leftOut')).toBe(
      'scripts.prepare is for developers, and scripts.postinstall is the build, which follows',
    );
    expect(variable(plan, 'build')).toContain('npm run build');
    const old = planFor({ ...json, engines: { node: '14' } }, {});
    expect(variable(old, 'manifests')).toEqual([{ sources: '.', target: './' }]);
  });

  test('pnpm before 9 prunes without a flag that it does not know', () => {
    const plan = planFor(
      { scripts: { start: 'node dist/a.js', build: 'tsc' }, packageManager: 'pnpm@7.33.0' },
      { 'pnpm-lock.yaml': PNPM.replace('9.0', '5.4') },
    );
    expect(JSON.stringify(plan.variables)).toContain('pnpm prune --prod --config.ignore-scripts=true');
  });

  test('yarn 2+ runs no script of publishing while it installs', () => {
    const plan = planFor(
      { scripts: { ...BASE.scripts, prepublish: 'webpack' }, packageManager: 'yarn@4.12.0' },
      { 'yarn.lock': '__metadata:\n  version: 8\n' },
    );
    expect(JSON.stringify(variable(plan, 'manifests'))).toContain('package.json');
  });

  test('a script that reads sources brings them first', () => {
    const plan = planFor({ scripts: { ...BASE.scripts, postinstall: 'node scripts/setup.js' } }, {});
    expect(plan.template.value).toBe('npm-build');
    expect(variable(plan, 'manifests')).toEqual([{ sources: '.', target: './' }]);
    expect(variable(plan, 'sources')).toBeNull();
  });

  test('nested lifecycle scripts are followed', () => {
    const plan = planFor(
      {
        scripts: { ...BASE.scripts, postinstall: 'npm run generate', generate: 'prisma generate' },
        devDependencies: { prisma: '6' },
      },
      { 'prisma/schema.prisma': '' },
    );
    expect(JSON.stringify(variable(plan, 'manifests'))).toContain('./prisma/');
  });

  test('native packages get the full image, or compilers on alpine', () => {
    const project = repository(
      { scripts: { start: 'node server.js' }, dependencies: { bcrypt: '5' } },
      { 'server.js': '', 'package-lock.json': npmLock({ bcrypt: '5.1.1' }) },
    );
    expect(variable(planOf(project), 'buildImage')).toBe('node:24');
    expect(variable(planOf(project, { base: 'alpine' }), 'systemPackages')).toContain(
      'apk add --no-cache g++ make',
    );
  });
});

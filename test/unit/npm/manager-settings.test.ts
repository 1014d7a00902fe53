import { describe, expect, test } from 'vitest';
import type { Lock } from '../../../generators/ecosystems/npm/read/lock.js';
import { lostRegistries } from '../../../generators/ecosystems/npm/read/lock-hosts.js';
import { planOf, repository, variable } from './support.js';

const JSON_ = {
  scripts: { build: 'tsc', start: 'node dist/a.js' },
  dependencies: { koa: '3.0.0' },
  devDependencies: { typescript: '5.0.0' },
};
const NPM =
  '{"lockfileVersion":3,"packages":{"":{},"node_modules/koa":{"version":"3.0.0"},"node_modules/typescript":{"version":"5.0.0"}}}';
const YARN = 'koa@3.0.0:\n  version "3.0.0"\n\ntypescript@5.0.0:\n  version "5.0.0"\n';
const PNPM = "lockfileVersion: '9.0'\npackages:\n\n  koa@3.0.0:\n\n  typescript@5.0.0:\n";
const TSC = { 'tsconfig.json': '{}', 'src/a.ts': 'listen(3000)' };

/** What the stage that builds is told. */
function stage(files: Record<string, string>): string {
  const plan = planOf(repository(JSON_, { ...TSC, ...files }));
  return JSON.stringify([variable(plan, 'install'), variable(plan, 'buildEnv')]);
}

describe('settings that leave out what the build needs', () => {
  test.each<[Record<string, string>, string]>([
    [{ 'package-lock.json': NPM, '.npmrc': 'omit=dev' }, 'npm ci --no-audit --no-fund --include=dev'],
    [{ 'package-lock.json': NPM, '.npmrc': 'fund=false\nproduction = true' }, '--include=dev'],
    [{ 'yarn.lock': YARN, '.yarnrc': '--install.production true' }, '--production=false'],
    [{ 'pnpm-lock.yaml': PNPM, '.npmrc': 'production=true' }, '--prod=false'],
  ])('%j', (files, flag) => {
    expect(stage(files)).toContain(flag);
  });

  test.each([{ 'package-lock.json': NPM, '.npmrc': '# omit=dev\nproduction=false' }, { 'yarn.lock': YARN }])(
    'others do not: %j',
    (files) => {
      expect(stage(files)).not.toMatch(/include=dev|--prod/);
    },
  );
});

describe("a plugin of yarn's settings", () => {
  const rc =
    'plugins:\n  - path: .yarn/plugins/plugin-a.cjs\n    spec: "@yarnpkg/plugin-a"\n\nnodeLinker: pnpm\n';
  const files = { 'yarn.lock': '__metadata:\n  version: 8\n', '.yarnrc.yml': rc };
  test('that is not there is said before anything is built', () => {
    expect(() => stage(files)).toThrow('.yarn/plugins/plugin-a.cjs');
  });

  test('that is there is used', () => {
    expect(stage({ ...files, '.yarn/plugins/plugin-a.cjs': '' })).toContain('yarn install');
  });
});

describe('a registry that is gone', () => {
  test.each<[Record<string, string>, string]>([
    [
      { 'package-lock.json': NPM, '.npmrc': 'registry=https://registry.npm.taobao.org/' },
      'NPM_CONFIG_REGISTRY',
    ],
    [{ 'yarn.lock': YARN, '.yarnrc': 'registry "https://registry.npm.taobao.org"' }, 'YARN_REGISTRY'],
  ])('is not asked: %j', (files, name) => {
    expect(stage(files)).toContain(`{"name":"${name}","value":"https://registry.npmjs.org/"}`);
  });

  test('another is', () => {
    expect(stage({ 'package-lock.json': NPM, '.npmrc': 'registry=https://npm.corp.example/' })).not.toContain(
      'REGISTRY',
    );
  });
});

describe('addresses in a lock file', () => {
  const lost = (address: string, settings = '') =>
    lostRegistries({ file: 'package-lock.json', text: `"resolved": "${address}"` } as Lock, settings)
      ?.command;

  test.each<[string, string]>([
    ['http://localhost:4873/koa/-/koa-3.0.0.tgz', 's#https?://localhost:4873/#https://registry.npmjs.org/#'],
    ['http://192.168.1.5:4873/@a/b/-/b-1.0.0.tgz', 's#https?://192\\.168\\.1\\.5:4873/#'],
    ['https://registry.npm.taobao.org/koa/download/koa-3.0.0.tgz?cache=0', '(-|download)/'],
    ['http://nexus:8081/repository/npm/@a/b/-/b-1.0.0.tgz', '(-|download)/'],
  ])('%s', (address, script) => {
    expect(lost(address)).toContain(script);
  });

  test.each([
    ['https://registry.npmjs.org/koa/-/koa-3.0.0.tgz', ''],
    ['https://npm.corp.example/koa/-/koa-3.0.0.tgz', ''],
    ['http://nexus:8081/koa/-/koa-3.0.0.tgz', 'registry=http://nexus:8081/'],
  ])('%s stays', (address, settings) => {
    expect(lost(address, settings)).toBeUndefined();
  });

  test('are said to be replaced', () => {
    const lock = NPM.replace(
      '"version":"3.0.0"',
      '"version":"3.0.0","resolved": "http://localhost:4873/koa/-/koa-3.0.0.tgz"',
    );
    const plan = planOf(repository(JSON_, { ...TSC, 'package-lock.json': lock }));
    expect(plan.warnings.map(({ id }) => id)).toContain('lock-lost-registries');
    expect(variable(plan, 'install')).toMatch(/^sed -Ei .* package-lock\.json \\\n && npm ci/);
  });
});

import { expect, test } from 'vitest';
import type { PackageJson } from '../../../generators/ecosystems/npm/read/manifest.js';
import { planOf, repository, variable } from './support.js';

const LISTEN = '\napp.listen(3000);';
const JSON_ = { scripts: { start: 'node server.js' }, dependencies: { express: '5' } };

function planWith(code: string, files: Record<string, string> = {}, json: PackageJson = JSON_) {
  const head = "const { execSync, spawn } = require('child_process');\n";
  return planOf(repository(json, { 'server.js': head + code + LISTEN, ...files }));
}

test.each<[string, string]>([
  ["execSync('npx prisma migrate deploy')", 'alpine'],
  ["spawn('npm', ['install', name])", 'alpine'],
  ["run(['pnpm', '--version'])", 'alpine'],
  ["spawn('bash', ['backup.sh'])", 'slim'],
  ["// execSync('npx prisma migrate deploy')", 'distroless'],
  ["execSync('nproc')", 'distroless'],
  ["log('npx prisma migrate deploy')", 'distroless'],
])('a program with %s runs on %s', (code, base) => {
  expect(planWith(code).base.value).toBe(base);
});

test('what only a tool beside the program starts changes nothing', () => {
  const tool = { 'tools/release.js': "require('child_process').execSync('npm publish')" };
  expect(planWith('', tool).base.value).toBe('distroless');
});

test('pnpm comes along where the program starts it, in the version of the repository', () => {
  const json = { ...JSON_, packageManager: 'pnpm@10.15.0' };
  const plan = planWith("run(['pnpm', '--version'])", {}, json);
  expect(variable(plan, 'runtimePackages')).toBe('npm install -g pnpm@10.15.0');
  expect(variable(planWith("spawn('npm', ['ls'])"), 'runtimePackages')).toBeNull();
});

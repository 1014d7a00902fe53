import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { fileIn, repository } from './command.js';
import { GO } from './repositories.js';

const PROJECT = fileURLToPath(new URL('../..', import.meta.url));
let place: string;
const npm = (args: string[], cwd: string) =>
  execFileSync('npm', args, { cwd, encoding: 'utf8', stdio: 'pipe' });

beforeAll(() => {
  place = mkdtempSync(join(tmpdir(), 'packed-'));
  npm(['pack', '--ignore-scripts', '--pack-destination', place], PROJECT);
  const tarball = readdirSync(place).find((name) => name.endsWith('.tgz')) ?? '';
  npm(['init', '--yes'], place);
  npm(['install', '--no-audit', '--no-fund', join(place, tarball)], place);
});
afterAll(() => rmSync(place, { recursive: true, force: true }));

it('is one package with nothing to install beside it', () => {
  const packages = readdirSync(join(place, 'node_modules')).filter((name) => !name.startsWith('.'));
  expect(packages).toEqual(['create-dockerfile']);
});

it('runs from where it was installed', () => {
  const root = repository(GO);
  execFileSync(join(place, 'node_modules/.bin/create-dockerfile'), ['--yes', root], { stdio: 'pipe' });
  expect(fileIn(root, 'Dockerfile')).toContain('AS build');
});

it('carries the licences of what is bundled, and no examples', () => {
  const home = join(place, 'node_modules/create-dockerfile');
  expect(readFileSync(join(home, 'dist/THIRD-PARTY-LICENSES.txt'), 'utf8')).toContain('yeoman-environment 6');
  expect(existsSync(join(home, 'LICENSE'))).toBe(true);
  expect(existsSync(join(home, 'templates/go/examples'))).toBe(false);
});

it('exports the generator, so that another one can compose it', async () => {
  const root = repository(GO);
  const script = `
    import { DockerfileGenerator } from 'create-dockerfile';
    import { createEnv } from '${join(PROJECT, 'node_modules/yeoman-environment/dist/index.js')}';
    const env = createEnv({ cwd: ${JSON.stringify(root)} });
    const generator = await env.create(DockerfileGenerator, { generatorOptions: { base: 'alpine' } });
    await env.runGenerator(generator);`;
  execFileSync(process.execPath, ['--input-type=module', '-e', script], { cwd: place, stdio: 'pipe' });
  expect(fileIn(root, 'Dockerfile')).toContain('FROM alpine:');
});

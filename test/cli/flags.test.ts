import { existsSync, readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ownVersion } from '../../generators/home.js';
import { fileIn, repository, run } from './command.js';
import { GO, NODE, TWO_PROGRAMS } from './repositories.js';

const BOTH = ['.dockerignore', 'Dockerfile'];
const written = (root: string) => readdirSync(root).filter((name) => BOTH.includes(name));

describe('writing', () => {
  it('writes both files with --yes, says what and how to go on, on stderr', () => {
    const root = repository(GO);
    const { code, stdout, stderr } = run(root, ['--yes']);
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
    expect(written(root)).toEqual(BOTH);
    expect(stderr).toMatch(/create Dockerfile\n.*create \.dockerignore/);
    expect(stderr).toContain('docker run --rm -p 8080:8080');
    expect(fileIn(root, 'Dockerfile')).toContain(
      `npx create-dockerfile@${ownVersion()} --yes --base distroless`,
    );
  });

  it('advises an init where nothing handles SIGTERM and Node cannot be told to', () => {
    const hooked = { ...NODE, 'server.js': `if (module.parent === null) start();\n${NODE['server.js']}` };
    expect(run(repository(hooked), ['-y']).stderr).toContain('docker run --rm --init -p 3000:3000');
    expect(run(repository(NODE), ['-y']).stderr).toContain('docker run --rm -p 3000:3000');
  });

  it('takes the defaults without a terminal, even without --yes', () => {
    const root = repository(GO);
    expect(run(root, []).code).toBe(0);
    expect(written(root)).toEqual(BOTH);
  });

  it('takes another directory', () => {
    const root = repository({ 'api/go.mod': GO['go.mod'], 'api/main.go': GO['main.go'] });
    const { code, stderr } = run(root, ['api', '-y']);
    expect(code).toBe(0);
    expect(stderr).toContain('Next: cd api && docker build');
    expect(written(join(root, 'api'))).toEqual(BOTH);
    expect(written(root)).toEqual([]);
  });

  it('is silent about nothing: a second run finds both identical', () => {
    const root = repository(GO);
    run(root, ['-y']);
    const { code, stderr } = run(root, ['-y']);
    expect(code).toBe(0);
    expect(stderr).toMatch(/identical Dockerfile\nidentical \.dockerignore/);
  });

  it('is repeated by the command in the first lines of the Dockerfile', () => {
    const root = repository(GO);
    run(root, ['-y', '-b', 'scratch', '--port', '9000']);
    const command = /npx create-dockerfile@\S+ (.*)/.exec(fileIn(root, 'Dockerfile'))?.[1] ?? '';
    expect(command).toBe('--yes --base scratch --port 9000');
    expect(run(root, command.split(' ')).stderr).toContain('identical Dockerfile');
  });

  it.each([
    ['npm_config_yes', { npm_config_yes: 'true' }, BOTH],
    ['npm_config_dry_run', { npm_config_dry_run: 'true' }, []],
  ])('honours %s, as npm create passes it on', (_name, env, expected) => {
    const root = repository(GO);
    expect(run(root, [], env).code).toBe(0);
    expect(written(root)).toEqual(expected);
  });
});

describe('what is there already', () => {
  it('is never overwritten without a terminal: exit 1 and nothing written', () => {
    const root = repository({ ...GO, Dockerfile: 'FROM mine\n' });
    const { code, stderr } = run(root, ['-y']);
    expect(code).toBe(1);
    expect(stderr).toContain('Dockerfile would change: nothing was written');
    expect(fileIn(root, 'Dockerfile')).toBe('FROM mine\n');
    expect(written(root)).toEqual(['Dockerfile']);
  });

  it('is overwritten with --force', () => {
    const root = repository({ ...GO, Dockerfile: 'FROM mine\n' });
    expect(run(root, ['-y', '--force']).code).toBe(0);
    expect(fileIn(root, 'Dockerfile')).not.toContain('FROM mine');
  });

  it("npm_config_force is npm's own and does not count", () => {
    const root = repository({ ...GO, Dockerfile: 'FROM mine\n' });
    expect(run(root, ['-y'], { npm_config_force: 'true' }).code).toBe(1);
  });

  it('keeps every line of a .dockerignore and adds to its end', () => {
    const mine = '# mine\nsecret-stuff\n.git\n';
    const root = repository({ ...GO, '.dockerignore': mine });
    expect(run(root, ['-y']).code).toBe(0);
    const merged = fileIn(root, '.dockerignore');
    expect(merged.startsWith(mine)).toBe(true);
    expect(merged.match(/^\.git$/gm)).toHaveLength(1);
    expect(merged).toContain('**/.env');
    expect(run(root, ['-y']).stderr).toContain('identical .dockerignore');
  });

  it('re-includes what the build reads and the .dockerignore hides', () => {
    const root = repository({ ...GO, '.dockerignore': '*\n!main.go\n' });
    run(root, ['-y']);
    expect(fileIn(root, '.dockerignore')).toContain('\n!go.mod\n');
  });

  it.each([
    ['a directory', (root: string) => symlinkSync('.', join(root, 'Dockerfile')), 'it is not a file'],
    [
      'a link out',
      (root: string) => symlinkSync('/etc/passwd', join(root, 'Dockerfile')),
      'a link out of the repository',
    ],
  ])('%s in the place of the Dockerfile is an error', (_what, make, message) => {
    const root = repository(GO);
    make(root);
    const { code, stderr } = run(root, ['-y', '--force']);
    expect(code).toBe(1);
    expect(stderr).toContain(message);
    expect(existsSync(join(root, '.dockerignore'))).toBe(false);
  });
});

describe('output without writing', () => {
  it('--print gives the Dockerfile and nothing else on stdout', () => {
    const root = repository(GO);
    const { code, stdout } = run(root, ['--print', '--base', 'alpine']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^# Generated by create-dockerfile/);
    expect(stdout).toContain('FROM alpine:');
    expect(written(root)).toEqual([]);
  });

  it('--json gives the plan: every decision with its source', () => {
    const { code, stdout } = run(repository(GO), ['--json', '--port', '9000']);
    const plan = JSON.parse(stdout);
    expect(code).toBe(0);
    expect(plan.ecosystem).toBe('go');
    expect(plan.variables.ports).toMatchObject({ value: [9000], from: { flag: 'port' } });
    expect(plan.command).toContain('--port 9000');
    for (const decision of Object.values(plan.variables)) expect(decision).toHaveProperty('from');
  });

  it('--explain tells the evidence', () => {
    const { stdout } = run(repository(GO), ['--explain', '--dry-run']);
    expect(stdout).toMatch(/golang:\S+ +← go\.mod:3/);
    expect(stdout).toMatch(/no slim|base +distroless/);
  });

  it('--dry-run says what it would do', () => {
    const root = repository({ ...GO, Dockerfile: 'FROM mine\n', '.dockerignore': 'x\n' });
    const { code, stderr } = run(root, ['--dry-run']);
    expect(code).toBe(0);
    expect(stderr).toContain('would replace Dockerfile');
    expect(stderr).toContain('would add lines to .dockerignore');
    expect(fileIn(root, 'Dockerfile')).toBe('FROM mine\n');
  });

  it.each([['--help'], ['-h'], ['--yes', '--help']])('%s %s shows the help', (...args) => {
    const { code, stdout } = run('/', args);
    expect(code).toBe(0);
    expect(stdout).toContain('Usage: npx create-dockerfile [directory] [options]');
  });

  it.each(['--version', '-V'])('%s prints the version', (flag) => {
    expect(run('/', [flag])).toMatchObject({ code: 0, stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) });
  });
});

describe('refusals', () => {
  it('finds nothing: exit 1, what was looked for, what to do', () => {
    const { code, stdout, stderr } = run(repository({ 'README.md': '' }), ['-y']);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain('no go.mod, package.json, pom.xml or file');
  });

  it('takes the likeliest of apps that look alike, and says the flags of the others', () => {
    const { code, stderr } = run(repository(TWO_PROGRAMS), ['-y']);
    expect(code).toBe(0);
    expect(stderr).toMatch(/^Took .*cmd\/alpha.*; for another: --app cmd\/beta; for each of them: --all$/m);
    expect(run(repository(TWO_PROGRAMS), ['-y', '--app', 'cmd/beta']).code).toBe(0);
  });

  it('scratch cannot run Node.js: the reason and the way out', () => {
    const { code, stderr } = run(repository(NODE), ['-y', '--base', 'scratch']);
    expect(code).toBe(1);
    expect(stderr).toMatch(/scratch is not possible here: .+\nUse --base distroless/);
  });

  it.each([
    [['--bse', 'alpine'], 'Did you mean --base?'],
    [['--base', 'debian'], '--base is one of distroless, scratch, alpine, slim'],
    [['nowhere'], 'there is no directory'],
    [['-y', '--maven-profile', 'prod'], '--maven-profile is for maven, and this is go'],
    [['--maven-profile', 'a b'], 'names of profiles'],
  ])('%j is bad usage: exit 2', (args, message) => {
    const { code, stdout, stderr } = run(repository(GO), args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(message);
  });

  it('runs nothing of the repository', () => {
    const hostile = { ...NODE, '.npmrc': 'init-module=./evil.js', 'evil.js': 'process.exit(9)' };
    const root = repository({ ...hostile, '.yarnrc.yml': 'yarnPath: ./evil.js\n' });
    expect(run(root, ['-y']).code).toBe(0);
  });
});

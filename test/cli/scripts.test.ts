import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { schemaErrors } from '../support/output-schema.js';
import { repository, run } from './command.js';
import { GO, NODE, TWO_PROGRAMS } from './repositories.js';

/** What a run prints as JSON, which has to be as the schema says. */
function json(root: string, args: string[]) {
  const { code, stdout } = run(root, ['--json', ...args]);
  const data = JSON.parse(stdout);
  expect(schemaErrors(data)).toEqual([]);
  return { code, data };
}

describe('--json', () => {
  it.each([
    ['a Go program', GO, []],
    ['a Node.js server', NODE, ['--base', 'alpine']],
    ['one of two programs', TWO_PROGRAMS, ['--app', 'cmd/beta']],
  ])('prints plan, files and command of %s, as its schema says', (_, files, args) => {
    const { code, data } = json(repository(files), args);
    expect(code).toBe(0);
    expect(data.files.map(({ path }: { path: string }) => path)).toEqual(['Dockerfile', '.dockerignore']);
    expect(data.files[0].contents).toMatch(/^FROM /m);
    expect(data).toMatchObject({ format: 1, command: expect.stringContaining('npx create-dockerfile@') });
  });

  it('prints a refusal with its id, its values and what to do, with the exit code', () => {
    const { code, data } = json(repository(NODE), ['--base', 'scratch']);
    expect(code).toBe(1);
    expect(data).toMatchObject({
      format: 1,
      error: { id: 'base-refused', exitCode: 1, values: { base: 'scratch' } },
    });
    expect(data.error.hint).toContain('--base');
  });

  it.each([
    ['an unknown flag', ['--prot', '80'], 2],
    ['a directory that is not there', ['nowhere'], 2],
    ['nothing to find', [], 1],
  ])('prints %s as an error too', (_, args, exitCode) => {
    const { code, data } = json(repository({ 'notes.txt': 'x' }), args);
    expect(code).toBe(exitCode);
    expect(data.error).toMatchObject({ message: expect.any(String), exitCode });
  });

  it('has the difference of --check', () => {
    expect(json(repository(GO), ['--check'])).toMatchObject({
      code: 1,
      data: { check: { upToDate: false } },
    });
  });
});

describe('other outputs for scripts', () => {
  it('--quiet says nothing but errors', () => {
    expect(run(repository(GO), ['-y', '--quiet'])).toEqual({ code: 0, stdout: '', stderr: '' });
    const { code, stderr } = run(repository(NODE), ['-y', '-q', '--base', 'scratch']);
    expect({ code, lines: stderr.trim().split('\n').length }).toEqual({ code: 1, lines: 2 });
  });

  it('--print names any of the files', () => {
    const root = repository(GO);
    expect(run(root, ['--print']).stdout).toMatch(/^FROM /m);
    expect(run(root, ['--print=.dockerignore']).stdout).toMatch(/^\.git$/m);
    expect(run(root, ['--print=compose.yaml'])).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringContaining('There are Dockerfile, .dockerignore.'),
    });
  });

  it('--dry-run shows the difference on stdout, and nothing of files that are new', () => {
    const root = repository(GO);
    expect(run(root, ['--dry-run']).stdout).toBe('');
    writeFileSync(join(root, 'Dockerfile'), 'FROM mine\n');
    const { code, stdout, stderr } = run(root, ['--dry-run']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^--- a\/Dockerfile$/m);
    expect(stdout).toMatch(/^-FROM mine$/m);
    expect(stderr).toContain('would replace Dockerfile');
    expect(readFileSync(join(root, 'Dockerfile'), 'utf8')).toBe('FROM mine\n');
  });

  it.each([
    ['a value', { npm_command: 'exec', npm_config_base: 'alpine' }, '--base alpine'],
    ['a switch', { npm_command: 'init', npm_config_dev: 'true' }, '--dev'],
    [
      'a name of two words',
      { npm_command: 'init', npm_config_language_version: '1.26' },
      '--language-version 1.26',
    ],
  ])('%s that npm has taken for its own counts', (_, env, flag) => {
    expect(run(repository(GO), ['--print'], env).stdout).toContain(flag);
  });

  it.each([
    ['set for all of npm', { npm_command: 'run-script', npm_config_base: 'alpine' }],
    ['without its value', { npm_command: 'exec', npm_config_base: 'true' }],
  ])('a flag %s does not', (_, env) => {
    expect(run(repository(GO), ['--print'], env).stdout).toContain('--base distroless');
  });
});

describe('--verify', () => {
  it('says which engines it looked for where there is none', () => {
    const { code, stderr } = run(repository(GO), ['-y', '--verify'], { PATH: '/nowhere' });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^create-dockerfile: there is no engine to build and start the image with$/m);
    expect(stderr).toContain('Looked for docker and podman.');
  });

  it.each([['--compare'], ['--env=A=b'], ['--env-from=x']])('%s alone is a mistake', (flag) => {
    expect(run(repository(GO), ['-y', flag])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('is for --verify'),
    });
  });

  it.each(['check', 'dry-run', 'json', 'print'])(
    '--save with --%s, which writes nothing, is a mistake',
    (flag) => {
      const root = repository(GO);
      expect(run(root, ['-y', '--save', `--${flag}`])).toMatchObject({
        code: 2,
        stderr: expect.stringContaining(`--save writes files, and --${flag} writes none: take one of them`),
      });
      expect(readdirSync(root)).toEqual(Object.keys(GO).sort());
    },
  );

  it('takes keep alone behind =, and only with a terminal', () => {
    expect(run(repository(GO), ['-y', '--verify=later'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('keep'),
    });
    expect(run(repository(GO), ['-y', '--verify=keep'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('no terminal'),
    });
  });
});

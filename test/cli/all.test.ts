import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { schemaErrors } from '../support/output-schema.js';
import { fileIn, repository, run } from './command.js';
import { GO, NODE, TWO_PROGRAMS } from './repositories.js';

const FILES = [
  'cmd/alpha/Dockerfile',
  'cmd/alpha/Dockerfile.dockerignore',
  'cmd/beta/Dockerfile',
  'cmd/beta/Dockerfile.dockerignore',
  'docker-bake.hcl',
];

describe('--all', () => {
  it('writes the files of every app, says how to build and run each, and is up to date then', () => {
    const root = repository(TWO_PROGRAMS);
    const { code, stderr } = run(root, ['--all']);
    expect(code).toBe(0);
    expect(FILES.filter((path) => !existsSync(join(root, path)))).toEqual([]);
    expect(existsSync(join(root, 'Dockerfile'))).toBe(false);
    expect(stderr).toMatch(/^All of them: docker buildx bake$/m);
    expect(stderr).toMatch(
      /^beta +docker build -f cmd\/beta\/Dockerfile -t beta \. && docker run --rm -p 8080:8080 beta$/m,
    );
    expect(run(root, ['--all', '--check'])).toMatchObject({ code: 0 });
    // What a job of CI runs names no flag: the files say how they were made.
    expect(run(root, ['--check'])).toMatchObject({
      code: 0,
      stderr: expect.stringContaining('docker-bake.hcl'),
    });
    expect(run(root, ['--all']).stderr).toMatch(/^identical docker-bake\.hcl$/m);
  });

  it('of one app writes what a run without it writes, and nothing to bake', () => {
    const root = repository(GO);
    expect(run(root, ['--all']).code).toBe(0);
    expect(readdirSync(root).sort()).toEqual(['.dockerignore', 'Dockerfile', 'go.mod', 'main.go']);
  });

  it('prints plans and files of all as its schema says, and writes nothing', () => {
    const root = repository({
      ...TWO_PROGRAMS,
      'web/package.json': NODE['package.json'],
      'web/server.js': NODE['server.js'],
    });
    const before = readdirSync(root);
    const data = JSON.parse(run(root, ['--all', '--json']).stdout);
    expect(schemaErrors(data)).toEqual([]);
    expect(data.apps.map(({ name }: { name: string }) => name).sort()).toEqual(['alpha', 'beta', 'web']);
    expect(data.files.map(({ path }: { path: string }) => path)).toEqual(expect.arrayContaining(FILES));
    expect(readdirSync(root)).toEqual(before);
  });

  it('prints the file that is named, and what a dry run would change', () => {
    const root = repository(TWO_PROGRAMS);
    expect(run(root, ['--all', '--print=docker-bake.hcl']).stdout).toMatch(/^target "alpha" \{$/m);
    expect(run(root, ['--all', '--dry-run']).stderr).toMatch(/^would create cmd\/beta\/Dockerfile$/m);
    run(root, ['--all']);
    const { stdout } = run(root, ['--all', '--base', 'alpine', '--dry-run']);
    expect(stdout).toMatch(/^\+\+\+ b\/cmd\/alpha\/Dockerfile$/m);
    expect(existsSync(join(root, 'Dockerfile'))).toBe(false);
  });

  it('never replaces a bake file that somebody wrote', () => {
    const root = repository({ ...TWO_PROGRAMS, 'docker-bake.hcl': 'target "mine" {}\n' });
    expect(run(root, ['--all'])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('docker-bake.hcl would change'),
    });
    expect(fileIn(root, 'docker-bake.hcl')).toBe('target "mine" {}\n');
    expect(existsSync(join(root, 'cmd/alpha/Dockerfile'))).toBe(false);
  });

  it.each([['--app=cmd/beta'], ['--port=80'], ['--start-command=x'], ['--save']])(
    'with %s is a mistake',
    (flag) => {
      expect(run(repository(TWO_PROGRAMS), ['--all', flag])).toMatchObject({
        code: 2,
        stderr: expect.stringContaining('--all is for every app, and'),
      });
    },
  );
});

describe('--compose', () => {
  it('writes compose.yaml beside the Dockerfile, and is up to date then', () => {
    const root = repository(GO);
    const { code, stderr } = run(root, ['-y', '--compose']);
    expect(code).toBe(0);
    expect(stderr).toMatch(/^Or: +docker compose up --build --wait$/m);
    expect(fileIn(root, 'compose.yaml')).toContain('- "8080:8080"');
    expect(fileIn(root, 'Dockerfile')).toMatch(/^# .*--base distroless --compose$/m);
    expect(fileIn(root, '.dockerignore')).toContain('*compose*.y*ml');
    expect(run(root, ['--check'])).toMatchObject({
      code: 0,
      stderr: expect.stringContaining('compose.yaml are up to date'),
    });
  });

  it('of every app has a service for each', () => {
    const root = repository(TWO_PROGRAMS);
    expect(run(root, ['--all', '--compose']).code).toBe(0);
    expect(fileIn(root, 'compose.yaml')).toContain('dockerfile: cmd/beta/Dockerfile');
    expect(run(root, ['--all', '--compose', '--check']).code).toBe(0);
  });

  it('adds to the end of one that is there, and changes no other place of it unasked', () => {
    const users = '# mine\nservices:\n  db:\n    image: postgres:16\n';
    const root = repository({ ...GO, 'docker-compose.yml': users });
    expect(run(root, ['-y', '--compose'])).toMatchObject({
      code: 0,
      stderr: expect.stringMatching(/append docker-compose\.yml/),
    });
    expect(fileIn(root, 'docker-compose.yml').startsWith(users)).toBe(true);
    const longer = `${users}networks:\n  web: {}\n`;
    const other = repository({ ...GO, 'docker-compose.yml': longer });
    expect(run(other, ['-y', '--compose'])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('docker-compose.yml would change: nothing was written'),
    });
    expect(fileIn(other, 'docker-compose.yml')).toBe(longer);
  });
});

describe('--ci', () => {
  it('writes a workflow in a directory of its own, which --check compares like the rest', () => {
    const root = repository(GO);
    const { code, stderr } = run(root, ['-y', '--ci', 'github']);
    expect(code).toBe(0);
    expect(stderr).toMatch(/^CI: +\.github\/workflows\/image\.yml checks/m);
    expect(fileIn(root, '.github/workflows/image.yml')).toContain('docker buildx build --check .');
    expect(fileIn(root, 'Dockerfile')).toMatch(/^# .*--base distroless --ci github$/m);
    expect(fileIn(root, '.dockerignore')).toMatch(/^\.github$/m);
    expect(run(root, ['--check'])).toMatchObject({
      code: 0,
      stderr: 'Dockerfile, .dockerignore and .github/workflows/image.yml are up to date\n',
    });
  });

  it('leaves a workflow of that name alone, unless it is told to replace it', () => {
    const root = repository({ ...GO, '.github/workflows/image.yml': 'name: mine\n' });
    expect(run(root, ['-y', '--ci', 'github'])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('.github/workflows/image.yml would change: nothing was written'),
    });
    expect(fileIn(root, '.github/workflows/image.yml')).toBe('name: mine\n');
  });

  it('builds every app with --all', () => {
    const root = repository(TWO_PROGRAMS);
    expect(run(root, ['--all', '--ci', 'gitlab']).code).toBe(0);
    expect(fileIn(root, '.gitlab-ci.yml')).toContain('docker buildx bake --check');
    expect(run(root, ['--check']).code).toBe(0);
  });

  it('names the services that there are', () => {
    expect(run(repository(GO), ['-y', '--ci', 'jenkins'])).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/github.*gitlab/),
    });
  });
});

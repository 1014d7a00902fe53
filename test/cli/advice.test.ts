import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fileIn, KEYS, repository, run, runOnTerminal } from './command.js';
import { GO, NODE } from './repositories.js';

const WORKSPACE = {
  'package.json': '{ "name": "all", "private": true, "workspaces": ["packages/*"] }',
  'package-lock.json': NODE['package-lock.json'],
  'packages/my api/package.json': NODE['package.json'],
  'packages/my api/server.js': NODE['server.js'],
};

const POM = (inner: string) =>
  `<project><modelVersion>4.0.0</modelVersion><groupId>a</groupId><version>1</version>${inner}</project>`;

describe('in a directory that is a part of something', () => {
  it.each([
    [
      'a package of a Go module',
      { 'go.mod': GO['go.mod'], 'cmd/shop/main.go': GO['main.go'] },
      'cmd/shop',
      'shop is a part of the Go module in ../..',
      'npx create-dockerfile ../.. --app cmd/shop',
    ],
    [
      'a member of a workspace',
      WORKSPACE,
      'packages/my api',
      'my api is a part of the workspace in ../..',
      "npx create-dockerfile ../.. --app 'packages/my api'",
    ],
    [
      'a module of a Maven build',
      {
        'pom.xml': POM(
          '<artifactId>p</artifactId><packaging>pom</packaging><modules><module>web</module></modules>',
        ),
        'web/pom.xml': POM('<artifactId>web</artifactId>'),
      },
      'web',
      'web is a part of the Maven build in ..',
      'npx create-dockerfile .. --app web',
    ],
  ])('%s is told where it builds', (_, files, directory, message, command) => {
    const { code, stderr } = run(join(repository(files), directory), ['--yes']);
    expect(code).toBe(1);
    expect(stderr).toContain(message);
    expect(stderr).toContain(command);
  });

  it.each([
    [
      'a module of its own',
      { 'go.mod': GO['go.mod'], 'tool/go.mod': GO['go.mod'], 'tool/main.go': GO['main.go'] },
      'tool',
    ],
    [
      'a package with a lock file of its own',
      { ...WORKSPACE, 'packages/my api/package-lock.json': NODE['package-lock.json'] },
      'packages/my api',
    ],
    ['a repository of its own', { ...WORKSPACE, 'packages/my api/.git/HEAD': '' }, 'packages/my api'],
    [
      'a package that the workspace does not list',
      { ...WORKSPACE, 'other/package.json': NODE['package.json'], 'other/server.js': NODE['server.js'] },
      'other',
    ],
  ])('%s stands alone', (_, files, directory) => {
    expect(run(join(repository(files), directory), ['--yes']).code).toBe(0);
  });

  it('is asked whether to run it there, on a terminal', () => {
    const root = repository(WORKSPACE);
    const { code, screen } = runOnTerminal(
      join(root, 'packages/my api'),
      ['--base', 'alpine'],
      [{ wait: 'Run it there for this app?', send: KEYS.enter }],
    );
    expect(screen).toContain('create Dockerfile');
    expect(code).toBe(0);
    expect(fileIn(root, 'Dockerfile')).toContain('packages/my api');
  });
});

describe('what is there and cannot be read is not missing', () => {
  it.each([
    [
      'UTF-16',
      Buffer.from('\ufeff{ "name": "api" }', 'utf16le'),
      'package.json cannot be read: it is UTF-16',
    ],
    ['binary', Buffer.from([1, 0, 2, 0, 3]), 'package.json cannot be read: it is no text'],
  ])('%s', (_, bytes, message) => {
    const root = repository(NODE);
    writeFileSync(join(root, 'package.json'), bytes);
    const { code, stderr } = run(root, ['--yes']);
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining(message) });
  });

  it.skipIf(process.getuid?.() === 0)('without the permission', () => {
    const root = repository(NODE);
    chmodSync(join(root, 'package.json'), 0);
    expect(run(root, ['--yes']).stderr).toContain('package.json cannot be read: it cannot be opened');
  });
});

it.each([
  ['Gemfile', 'a Ruby project (Gemfile), and there is no template for Ruby'],
  ['composer.json', 'a PHP project (composer.json)'],
  ['shop.csproj', 'a .NET project (shop.csproj)'],
  ['deno.json', 'a Deno project (deno.json)'],
])('a repository with %s is told that its language is not supported', (file, message) => {
  const { code, stderr } = run(repository({ [file]: '' }), ['--yes']);
  expect(code).toBe(1);
  expect(stderr).toContain(message);
});

it('an empty directory argument is a mistake', () => {
  const { code, stderr } = run(repository(GO), ['', '--yes']);
  expect(code).toBe(2);
  expect(stderr).toContain('the directory is an empty text');
});

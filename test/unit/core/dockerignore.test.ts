import { describe, expect, test } from 'vitest';
import { hiddenBy, ignoreFileOf, ignoreMatcher } from '../../../generators/project/dockerignore.js';

// The same semantics are held against a real engine in test/build/context.test.ts.
describe('ignoreMatcher', () => {
  test.each([
    ['build', 'build', true],
    ['build', 'build/out.js', true],
    ['build', 'packages/one/build/out.js', false],
    ['**/build', 'build/out.js', true],
    ['**/build', 'packages/one/build/out.js', true],
    ['**/build', 'packages/one/rebuild/out.js', false],
    ['/build/', 'build/out.js', true],
    ['*.go', 'main.go', true],
    ['*.go', 'app/main.go', false],
    ['**/*.go', 'app/main.go', true],
    ['**.md', 'docs/guide/intro.md', false],
    ['**.md', 'docs/.md', true],
    ['src/**', 'src/deep/er/file.ts', true],
    ['src/**/file.ts', 'src/file.ts', true],
    ['src/a?.ts', 'src/a1.ts', true],
    ['src/a?.ts', 'src/a12.ts', false],
    ['src/a[0-9].ts', 'src/ab.ts', false],
    ['src/a[^0-9].ts', 'src/ab.ts', true],
    ['src/\\[id\\].ts', 'src/[id].ts', true],
    ['a+b.txt', 'a+b.txt', true],
    ['a+b.txt', 'aab.txt', false],
    ['app/../docs', 'docs/guide.md', true],
    ['# build', 'build', false],
    ['  build  ', 'build', true],
    ['**', 'anything/at/all', true],
  ])('%s on %s: %s', (pattern, path, ignored) => {
    expect(ignoreMatcher(pattern).ignores(path)).toBe(ignored);
  });

  test('later lines win over earlier ones', () => {
    const matcher = ignoreMatcher('*.md\n!README.md\n');
    expect(matcher.ignores('CHANGES.md')).toBe(true);
    expect(matcher.ignores('README.md')).toBe(false);
    expect(ignoreMatcher('!README.md\n*.md').ignores('README.md')).toBe(true);
  });

  test('an exception reaches into an ignored directory', () => {
    const matcher = ignoreMatcher('app\n!app/main.go');
    expect(matcher.ignores('app/main.go')).toBe(false);
    expect(matcher.ignores('app/other.go')).toBe(true);
  });

  test('a byte order mark and line ends of Windows do not matter', () => {
    expect(ignoreMatcher('\uFEFFbuild\r\n*.log\r\n').ignores('build/x')).toBe(true);
    expect(ignoreMatcher('build\r\n*.log\r\n').ignores('x.log')).toBe(true);
  });
});

test('hiddenBy names the inputs that are hidden, never the whole context', () => {
  expect(hiddenBy('src\n**/*.lock', ['.', 'src/main.ts', 'yarn.lock', 'package.json'])).toEqual([
    'src/main.ts',
    'yarn.lock',
  ]);
});

test.each([
  [['.dockerignore'], '.dockerignore'],
  [['.dockerignore', 'Dockerfile.dockerignore'], 'Dockerfile.dockerignore'],
  [[], '.dockerignore'],
])('of %j the build reads %s', (files, read) => {
  expect(ignoreFileOf({ has: (path) => files.includes(path) })).toBe(read);
});

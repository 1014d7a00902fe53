import { describe, expect, test } from 'vitest';
import { hiddenBy, ignoreMatcher, mergeIgnore } from '../../../generators/project/dockerignore.js';

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

describe('mergeIgnore', () => {
  test('names an input that only a wildcard lets through: Docker 20.10 would not look into its directory', () => {
    const merged = mergeIgnore('**\n!**/pom.xml\n', '.git\n', ['app/pom.xml']);
    expect(merged).toContain('\n!app/pom.xml\n');
  });

  test('leaves a text alone that has everything', () => {
    expect(mergeIgnore('.git\n**/.env\n', '# ours\n**/.env\n.git\n', [])).toBe('.git\n**/.env\n');
  });

  test('keeps every line of the user and adds only what is missing', () => {
    const merged = mergeIgnore('# mine\ncoverage', '.git\ncoverage\n', []);
    expect(merged.startsWith('# mine\ncoverage\n')).toBe(true);
    expect(merged.match(/^coverage$/gm)).toHaveLength(1);
    expect(merged).toMatch(/^\.git$/m);
  });

  test('lets an input of the build through that the user had ignored', () => {
    const merged = mergeIgnore('package-lock.json\n', '.git\n', ['package-lock.json']);
    expect(ignoreMatcher(merged).ignores('package-lock.json')).toBe(false);
  });

  test.each([
    ['!**/.env.example\n', '**/.env.*\n!**/.env.example\n', 'web/.env.example'],
    ['!certs/public.pem\n', '**/*.pem\n', 'certs/public.pem'],
  ])('says %j once more behind an added pattern that would undo it', (existing, ours, path) => {
    const merged = mergeIgnore(existing, ours, []);
    expect(ignoreMatcher(merged).ignores(path)).toBe(false);
    expect(mergeIgnore(merged, ours, [])).toBe(merged);
  });

  test('keeps line ends of Windows', () => {
    expect(mergeIgnore('a\r\n', 'b\n', [])).not.toMatch(/[^\r]\n/);
  });
});

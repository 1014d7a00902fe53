import { describe, expect, test } from 'vitest';
import { SECRETS } from '../../../generators/plan/ignore.js';
import { ignoreMatcher } from '../../../generators/project/dockerignore.js';
import { ignoreAdditions } from '../../../generators/project/merge-ignore.js';

/** Directories of the tests: the rest are files. */
const DIRECTORIES = ['cmd', 'cmd/api', 'src', 'src/main', 'config', 'certs', 'bin', 'app', 'a[1]'];

function merge(existing: string, ours: string, inputs: readonly string[] = []): string {
  const isDirectory = (path: string) => DIRECTORIES.includes(path);
  return existing + ignoreAdditions({ existing, ours, inputs, secrets: SECRETS, isDirectory });
}

const OURS = `.git\n${SECRETS.join('\n')}\n**/node_modules\n`;

/** What is left out, of paths that a repository may hold. */
function left(text: string, paths: string[]): string[] {
  const { ignores } = ignoreMatcher(text);
  return paths.filter((path) => ignores(path));
}

describe('the lines of both', () => {
  test('names an input that only a wildcard lets through: Docker 20.10 would not look into its directory', () => {
    expect(merge('**\n!**/pom.xml\n', '.git\n', ['app/pom.xml'])).toContain('\n!app/pom.xml\n');
  });

  test('leaves a text alone that has everything', () => {
    expect(merge('.git\n**/.env\n', '# ours\n**/.env\n.git\n')).toBe('.git\n**/.env\n');
  });

  test('keeps every line of the user and adds only what is missing', () => {
    const merged = merge('# mine\ncoverage', '.git\ncoverage\n');
    expect(merged.startsWith('# mine\ncoverage\n')).toBe(true);
    expect(merged.match(/^coverage$/gm)).toHaveLength(1);
    expect(merged).toMatch(/^\.git$/m);
  });

  test('says once more what an added pattern would undo', () => {
    const merged = merge('!bin\n', 'bin\n');
    expect(left(merged, ['bin/run'])).toEqual([]);
    expect(merge(merged, 'bin\n')).toBe(merged);
  });

  test('keeps line ends of Windows', () => {
    expect(merge('a\r\n', 'b\n')).not.toMatch(/[^\r]\n/);
  });
});

describe('what the build reads', () => {
  test.each([
    ['package-lock.json\n', 'package-lock.json'],
    ['*\n', 'src/main'],
    ['src\n', 'src/main'],
    ['**/main\n', 'src/main'],
    ['a*\n', 'a[1]'],
  ])('%j hides %s no more, and a second run adds nothing', (existing, input) => {
    const merged = merge(existing, OURS, [input]);
    expect(left(merged, [input])).toEqual([]);
    expect(merge(merged, OURS, [input])).toBe(merged);
  });

  test('lets in nothing beside it', () => {
    const merged = merge('cmd\n', OURS, ['cmd/api']);
    expect(left(merged, ['cmd/api/main.go', 'cmd/other/main.go'])).toEqual(['cmd/other/main.go']);
  });

  test('what the user leaves out below a directory stays out when that is let in', () => {
    const users = 'cmd\n**/*_test.go\ncmd/api/data\n*.md\n**/gen\n!**/gen/keep.go\n';
    const merged = merge(users, OURS, ['cmd/api']);
    const paths = ['main.go', 'main_test.go', 'data/x', 'gen/a.go', 'gen/keep.go'].map(
      (name) => `cmd/api/${name}`,
    );
    expect(left(merged, paths)).toEqual(['cmd/api/main_test.go', 'cmd/api/data/x', 'cmd/api/gen/a.go']);
    expect(merge(merged, OURS, ['cmd/api'])).toBe(merged);
  });

  test('a file that is let in says no other line again', () => {
    expect(merge('*\n**/*.md\n', '.git\n', ['package.json']).match(/^\*\*\/\*\.md$/gm)).toHaveLength(1);
  });
});

describe('secrets', () => {
  const HOLDS = ['cmd/api/.env', 'cmd/api/tls.key', 'cmd/api/trust.jks', 'cmd/api/deep/.env.local'];

  test.each([
    ['hidden by the user', 'cmd\n'],
    ['with all of our lines before it', `cmd\n${OURS}`],
    ['all hidden', '*\n'],
    ['let in by the user behind our lines', `${OURS}!cmd/api\n`],
    ['let in by a wildcard of the user', `*\n${OURS}!cmd/*\n`],
  ])('stay out of a directory that is let in: %s', (_, existing) => {
    const merged = merge(existing, OURS, ['cmd/api']);
    expect(left(merged, ['cmd/api/main.go', 'cmd/api/.env.example'])).toEqual([]);
    expect(left(merged, HOLDS)).toEqual(HOLDS);
    expect(merge(merged, OURS, ['cmd/api'])).toBe(merged);
  });

  test.each([
    ['!**/.env.example\n', 'web/.env.example'],
    ['!certs/public.pem\n', 'certs/public.pem'],
    ['**/*.pem\n!certs/public.pem\n', 'certs/public.pem'],
  ])('%j names one itself: it is let in', (existing, path) => {
    const merged = merge(existing, OURS);
    expect(left(merged, [path])).toEqual([]);
    expect(left(merged, ['certs/private.pem', 'web/.env.local'])).toHaveLength(2);
    expect(merge(merged, OURS)).toBe(merged);
  });

  test('one that the build reads is let in alone', () => {
    const merged = merge('src\n', OURS, ['src/main', 'src/main/trust.jks']);
    expect(left(merged, ['src/main/trust.jks', 'src/main/key.jks'])).toEqual(['src/main/key.jks']);
    expect(merge(merged, OURS, ['src/main', 'src/main/trust.jks'])).toBe(merged);
  });

  test('a source file that the user lets in brings nothing along', () => {
    const merged = merge(`*\n${OURS}!main.go\n!**/*.mod\n`, OURS);
    expect(merged.match(/^\*\*\/\.env$/gm)).toHaveLength(1);
  });
});

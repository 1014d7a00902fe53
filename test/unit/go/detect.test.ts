import { describe, expect, test } from 'vitest';
import { go } from '../../../generators/ecosystems/go/index.js';
import { mapProject } from '../../../generators/project/map.js';

const mod = (path = 'example.com/shop') => `module ${path}\n\ngo 1.26\n`;
const main = 'package main\n\nfunc main() {}\n';
const library = 'package shop\n';

/** The apps found, the likeliest first; those of equal standing joined by `=`. */
function order(files: Record<string, string>): string {
  const found = go.detect(mapProject(files)).sort((a, b) => b.standing - a.standing);
  return found
    .map((one, i) => (i === 0 ? '' : found[i - 1]?.standing === one.standing ? ' = ' : ' > ') + one.app)
    .join('');
}

describe('detect', () => {
  test.each<[string, Record<string, string>, string]>([
    ['nothing without go.mod below the root', { 'cmd/x/main.go': main }, ''],
    ['the root', { 'go.mod': mod(), 'main.go': main }, '.'],
    ['main() in another file', { 'go.mod': mod(), 'a.go': 'package main\n', 'b.go': main }, '.'],
    [
      'not an empty main for go generate',
      { 'go.mod': mod(), 'gen.go': `//go:generate go run ./internal/gen\n\n${main}`, 'cmd/x/x.go': main },
      'cmd/x',
    ],
    ['the root before cmd', { 'go.mod': mod(), 'main.go': main, 'cmd/x/x.go': main }, '. > cmd/x'],
    [
      'the one named like the module',
      { 'go.mod': mod(), 'cmd/shop/m.go': main, 'cmd/x/m.go': main },
      'cmd/shop > cmd/x',
    ],
    [
      '…whatever its major version',
      { 'go.mod': mod('example.com/shop/v2'), 'cmd/shop/m.go': main, 'cmd/x/m.go': main },
      'cmd/shop > cmd/x',
    ],
    [
      'the one in cmd itself before others',
      { 'go.mod': mod(), 'cmd/main.go': main, 'worker/m.go': main },
      'cmd > worker',
    ],
    [
      'a server before a helper',
      { 'go.mod': mod(), 'cmd/migrate/m.go': main, 'cmd/server/m.go': main },
      'cmd/server > cmd/migrate',
    ],
    [
      'a daemon before what talks to it',
      { 'go.mod': mod(), 'cmd/shop/m.go': main, 'cmd/shopd/m.go': main, 'cmd/shop-book/m.go': main },
      'cmd/shopd > cmd/shop-book > cmd/shop',
    ],
    [
      'a server before a root that waits for nobody',
      {
        'go.mod': mod(),
        'main.go': 'package main\n\nfunc main() { http.Get("http://localhost:80") }\n',
        'server/m.go': 'package main\n\nfunc main() { http.ListenAndServe(":80", nil) }\n',
      },
      'server > .',
    ],
    [
      'not before a root that starts something',
      {
        'go.mod': mod(),
        'main.go': 'package main\n\nfunc main() { cmd.Execute() }\n',
        'server/m.go': 'package main\n\nfunc main() { http.ListenAndServe(":80", nil) }\n',
      },
      '. > server',
    ],
    [
      'everything in one before its parts',
      { 'go.mod': mod(), 'cmd/x-in-one/m.go': main, 'cmd/x-server/m.go': main, 'cmd/x-worker/m.go': main },
      'cmd/x-in-one > cmd/x-server > cmd/x-worker',
    ],
    ['a tie', { 'go.mod': mod(), 'cmd/a/m.go': main, 'cmd/b/m.go': main }, 'cmd/a = cmd/b'],
    [
      'the only one of equals that serves',
      {
        'go.mod': mod(),
        'cmd/a/m.go': main,
        'cmd/b/m.go': 'package main\n\nfunc main() { http.ListenAndServe(":80", nil) }\n',
      },
      'cmd/b > cmd/a',
    ],
    [
      'a server before the double of it for tests, and before a plugin of protoc',
      {
        'go.mod': mod(),
        'cmd/server/m.go': main,
        'cmd/protoc-gen-shop/m.go': main,
        'cmd/test-server/m.go': main,
      },
      'cmd/server > cmd/protoc-gen-shop = cmd/test-server',
    ],
    [
      'examples last',
      { 'go.mod': mod(), 'shop.go': library, 'examples/a/m.go': main, 'cmd/x/m.go': main },
      'cmd/x > examples/a',
    ],
    [
      'no testdata, vendor, _ or ignored file',
      {
        'go.mod': mod(),
        'cmd/x/m.go': main,
        'testdata/m.go': main,
        'vendor/v/m.go': main,
        '_old/m.go': main,
        'gen/m.go': `//go:build ignore\n\n${main}`,
        'win/m_windows.go': main,
        't/m_test.go': main,
      },
      'cmd/x',
    ],
    [
      'an ignored generator beside a library',
      { 'go.mod': mod(), 'gen.go': `//go:build ignore\n\n${main}`, 'shop.go': library, 'cmd/x/m.go': main },
      'cmd/x',
    ],
    ['a nested module', { 'backend/go.mod': mod('example.com/backend'), 'backend/main.go': main }, 'backend'],
    [
      'two services',
      { 'a/go.mod': mod('x/a'), 'a/main.go': main, 'b/go.mod': mod('x/b'), 'b/main.go': main },
      'a = b',
    ],
    [
      'a generator in internal/ last',
      { 'go.mod': mod(), 'internal/types/m.go': main, 'examples/base/m.go': main },
      'examples/base > internal/types',
    ],
  ])('%s', (_name, files, expected) => {
    expect(order(files)).toBe(expected);
  });

  test('refuses a library', () => {
    const project = mapProject({ 'go.mod': mod(), 'shop.go': library });
    expect(() => go.detect(project)).toThrow(/example\.com\/shop \(go\.mod\) is a library/);
  });

  test('tells where it saw the program', () => {
    const [found] = go.detect(mapProject({ 'go.mod': mod(), 'cmd/x/m.go': main }));
    expect(found?.evidence).toEqual([
      { file: 'go.mod', text: 'module example.com/shop' },
      { file: 'cmd/x/m.go', line: 3, text: 'func main' },
    ]);
  });
});

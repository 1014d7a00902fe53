import { expect, test } from 'vitest';
import { changeable, withLine } from '../../../generators/verify/change.js';

test.each<[files: string[], app: string, chosen: string | undefined]>([
  [['README.md', 'main_test.go', 'main.go', 'internal/db/db.go'], '.', 'main.go'],
  [['cmd/api/main.go', 'cmd/worker/main.go'], 'cmd/worker', 'cmd/worker/main.go'],
  [['vite.config.ts', 'src/App.vue', 'src/main.ts', 'index.html'], '.', 'src/main.ts'],
  [
    ['src/test/java/a/ATest.java', 'src/main/java/a/Shop.java', 'src/main/java/a/ShopApplication.java'],
    '.',
    'src/main/java/a/ShopApplication.java',
  ],
  [['index.html', 'style.css'], '.', 'index.html'],
  [['types.d.ts', 'a.spec.ts', 'README.md'], '.', undefined],
])('of %j in %s a line is changed in %s', (files, app, chosen) => {
  expect(changeable(files, app)).toBe(chosen);
});

test.each([
  ['main.go', 'package main', 'package main\n// x\n'],
  ['a.py', 'print(1)\n', 'print(1)\n# x\n'],
  ['index.html', '<p>\n', '<p>\n<!-- x -->\n'],
])('%s takes a line that means nothing', (path, text, changed) => {
  expect(withLine(path, text, 'x')).toBe(changed);
});

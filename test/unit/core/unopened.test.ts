import { expect, test } from 'vitest';
import { defaultCatalog } from '../../../generators/home.js';
import { produce } from '../../../generators/produce.js';
import { cached } from '../../../generators/project/cached.js';
import type { Entry } from '../../../generators/project/project.js';
import { compare } from '../../../generators/write/compare.js';

const MAIN = 'package main\n\nimport "net/http"\n\nfunc main() { http.ListenAndServe(":8080", nil) }\n';

/** A project of one directory, in which `locked` files are there and cannot be opened. */
function projectOf(files: Record<string, string>, locked: string[]) {
  const names = [...Object.keys(files), ...locked];
  const entries: Entry[] = names.map((name) => ({ name, kind: 'file' }));
  return cached('shop', {
    entries: (directory) => (directory === '.' ? entries : []),
    read: (path) => files[path],
  });
}

const produced = (files: Record<string, string>, locked: string[]) =>
  produce({
    version: '1.0.0',
    project: projectOf({ 'go.mod': 'module a.com/b\n\ngo 1.26\n', ...files }, locked),
    catalog: defaultCatalog(),
    wishes: {},
  });

test('a program whose source cannot be opened is not only said to be missing', async () => {
  await expect(produced({}, ['main.go'])).rejects.toMatchObject({
    hint: expect.stringContaining('main.go cannot be opened'),
  });
});

test('another source that cannot be opened is named beside what is made', async () => {
  const { notes } = await produced({ 'main.go': MAIN }, ['a.go', 'b.go', 'c.go', 'd.go']);
  expect(notes).toEqual([
    'a.go, b.go, c.go and 1 more cannot be opened, or is larger than 32 MB: what stands there is not known',
  ]);
});

test('what can be opened is not named, nor is a directory that is missing', async () => {
  expect((await produced({ 'main.go': MAIN }, [])).notes).toEqual([]);
  await expect(produced({}, [])).rejects.toMatchObject({ hint: expect.not.stringContaining('opened') });
});

test('a path that cannot be looked at is told in words', () => {
  const long = `${'a'.repeat(300)}/Dockerfile`;
  expect(() => compare('/tmp', [{ path: long, contents: '' }])).toThrow(/its name is too long$/);
});

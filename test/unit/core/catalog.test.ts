import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { loadCatalog, templateOf } from '../../../generators/catalog/catalog.js';

const made: string[] = [];
afterEach(() => {
  for (const directory of made.splice(0)) rmSync(directory, { recursive: true });
});

/** A templates folder on the disk, with an image table unless one is given. */
function folderOf(files: Record<string, string>): string {
  const directory = mkdtempSync(join(tmpdir(), 'templates-'));
  made.push(directory);
  for (const [path, text] of Object.entries({ 'images.json': '{}', ...files })) {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), text);
  }
  return directory;
}

const MANIFEST = '{ "id": "toy", "files": { "Dockerfile.hbs": "Dockerfile" } }';

it('reads a template with its files, and only the rows of the image table', () => {
  const files = {
    'toy/template.json': MANIFEST,
    'toy/Dockerfile.hbs': 'FROM scratch',
    'images.json': '{ "$schema": "./images.schema.json", "scratch": { "image": "scratch" } }',
  };
  const catalog = loadCatalog(folderOf(files));
  expect(templateOf(catalog, 'toy').sources).toEqual({ 'Dockerfile.hbs': 'FROM scratch' });
  expect(Object.keys(catalog.images)).toEqual(['scratch']);
});

it.each([
  [
    { 'toy/template.json': MANIFEST },
    'templates/toy/template.json lists Dockerfile.hbs, and there is no such',
  ],
  [{ 'toy/template.json': '{ "id": }' }, 'toy/template.json: '],
  [{ 'images.json': '{ "a": }' }, 'images.json: '],
])('says what is wrong with %j', (files, message) => {
  expect(() => loadCatalog(folderOf(files))).toThrow(message);
});

it('names a template that is chosen and not there', () => {
  expect(() => templateOf(loadCatalog(folderOf({})), 'toy')).toThrow('"toy", and there is no templates/toy/');
});

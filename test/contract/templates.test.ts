import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadCatalog, withAllLanguages } from '../../generators/catalog/catalog.js';
import { mistakesIn } from '../../generators/contributions/check.js';
import { usedIn } from '../../generators/contributions/used.js';
import { BASES } from '../../generators/vocabulary.js';
import { foldersOf, listExamples, listTemplates } from '../support/examples.js';
import { TEMPLATES } from '../support/paths.js';
import { schemaCheck } from '../support/schema.js';

const catalog = await withAllLanguages(loadCatalog(TEMPLATES));
const problemsOfManifest = schemaCheck('template.schema.json');

test('there are templates', () => {
  expect(listTemplates().length).toBeGreaterThan(0);
});

describe.each(listTemplates())('template %s', (id) => {
  const template = catalog.templates[id];
  if (template === undefined) throw new Error(`templates/${id} has no template.json`);
  const { manifest } = template;

  test('has a manifest that follows the schema and is named like its folder', () => {
    expect(problemsOfManifest(manifest)).toEqual([]);
    expect(manifest.id, 'the id in template.json is the name of the folder').toBe(id);
  });

  test('has no mistake in its variables, helpers, partials, expressions and images', () => {
    const found = mistakesIn(template, catalog);
    expect(found.map(({ file, at, message }) => `${file}${at ?? ''}: ${message}`)).toEqual([]);
  });

  test('answers for every base', () => {
    expect(Object.keys(manifest.bases).sort()).toEqual([...BASES].sort());
  });

  test('writes a Dockerfile and a .dockerignore', () => {
    expect(Object.values(manifest.files)).toEqual(expect.arrayContaining(['Dockerfile', '.dockerignore']));
  });

  test('has at least two examples, each with an example.json', () => {
    const folders = foldersOf(join(TEMPLATES, id, 'examples'));
    expect(folders.length, `examples in templates/${id}/examples`).toBeGreaterThanOrEqual(2);
    const described = listExamples().filter((example) => example.template === id);
    const bare = folders.filter((folder) => !described.some(({ name }) => name === folder));
    expect(bare.map((folder) => `give examples/${folder} an example.json`)).toEqual([]);
  });
});

test('every partial is used by a template', () => {
  const names = Object.values(catalog.templates)
    .flatMap(({ sources }) => Object.values(sources))
    .flatMap((text) => [...usedIn(text, catalog.partials).partials]);
  const unused = Object.keys(catalog.partials).filter((name) => !names.includes(name));
  expect(unused.map((name) => `delete _partials/${name}.hbs: no template uses it`)).toEqual([]);
});

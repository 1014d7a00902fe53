import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { BASES } from '../../generators/bases.js';
import { loadCatalog } from '../../generators/catalog.js';
import { GIVEN_VARIABLES } from '../../generators/render.js';
import { foldersOf, listExamples, listTemplates } from '../support/examples.js';
import { TEMPLATES } from '../support/paths.js';
import { schemaCheck } from '../support/schema.js';
import { usedIn } from '../support/variables.js';

const catalog = loadCatalog(TEMPLATES);
const problemsOfManifest = schemaCheck('template.schema.json');

test('there are templates', () => {
  expect(listTemplates().length).toBeGreaterThan(0);
});

describe.each(listTemplates())('template %s', (id) => {
  const template = catalog.templates[id];
  if (template === undefined) throw new Error(`templates/${id} has no template.json`);
  const { manifest, sources } = template;
  const used = Object.values(sources).map((text) => usedIn(text, catalog.partials));
  const usedVariables = [...new Set(used.flatMap(({ variables }) => [...variables]))].sort();

  test('has a manifest that follows the schema and is named like its folder', () => {
    expect(problemsOfManifest(manifest)).toEqual([]);
    expect(manifest.id).toBe(id);
  });

  test('declares every variable it uses', () => {
    const known = [...Object.keys(manifest.variables), ...GIVEN_VARIABLES];
    expect(usedVariables.filter((name) => !known.includes(name))).toEqual([]);
  });

  test('uses every variable it declares', () => {
    const declared = Object.keys(manifest.variables);
    expect(declared.filter((name) => !usedVariables.includes(name))).toEqual([]);
  });

  test('uses partials that exist', () => {
    const names = used.flatMap(({ partials }) => [...partials]);
    expect(names.filter((name) => catalog.partials[name] === undefined)).toEqual([]);
  });

  test('uses no block but #each and #if', () => {
    const blocks = Object.values(sources).flatMap((text) => [...text.matchAll(/\{\{[#^]\s*(\w+)/g)]);
    expect(blocks.map(([, name]) => name).filter((name) => name !== 'each' && name !== 'if')).toEqual([]);
  });

  test('answers for every base, with images that are in the table', () => {
    expect(Object.keys(manifest.bases).sort()).toEqual([...BASES].sort());
    const rows = Object.values(manifest.bases).flatMap((base) =>
      'refused' in base ? [] : [base.build, base.runtime],
    );
    expect(rows.filter((row) => catalog.images[row] === undefined)).toEqual([]);
    expect(rows.length).toBeGreaterThan(0);
  });

  test('writes a Dockerfile and a .dockerignore', () => {
    expect(Object.values(manifest.files)).toEqual(expect.arrayContaining(['Dockerfile', '.dockerignore']));
  });

  test('has at least two examples, each with an example.json', () => {
    const folders = foldersOf(join(TEMPLATES, id, 'examples'));
    expect(folders.length).toBeGreaterThanOrEqual(2);
    const described = listExamples().filter((example) => example.template === id);
    expect(described.map(({ name }) => name)).toEqual(folders);
    expect(existsSync(join(TEMPLATES, id, 'template.json'))).toBe(true);
  });
});

test('every partial is used by a template', () => {
  const names = Object.values(catalog.templates)
    .flatMap(({ sources }) => Object.values(sources))
    .flatMap((text) => [...usedIn(text, catalog.partials).partials]);
  expect(Object.keys(catalog.partials).filter((name) => !names.includes(name))).toEqual([]);
});

import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadCatalog } from '../../generators/catalog/catalog.js';
import { PLACES } from '../../generators/render/places.js';
import { GIVEN_VARIABLES } from '../../generators/render/render.js';
import { BASES } from '../../generators/vocabulary.js';
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
    expect(manifest.id, 'the id in template.json is the name of the folder').toBe(id);
  });

  test('declares every variable it uses', () => {
    const known = [...Object.keys(manifest.variables), ...GIVEN_VARIABLES];
    const undeclared = usedVariables.filter((name) => !known.includes(name));
    expect(
      undeclared.map((name) => `declare ${name} under "variables" of template.json: its files use it`),
    ).toEqual([]);
  });

  test('uses every variable it declares', () => {
    const unused = Object.keys(manifest.variables).filter((name) => !usedVariables.includes(name));
    expect(
      unused.map((name) => `use ${name} in a file of the template, or take it out of template.json`),
    ).toEqual([]);
  });

  test('writes every value for the place it stands in', () => {
    const bare = used.flatMap((each) => each.bare);
    const places = Object.keys(PLACES).join(', ');
    expect(bare.map((name) => `{{${name}}} needs a helper that says where it stands: ${places}`)).toEqual([]);
  });

  test('uses partials that exist', () => {
    const names = used.flatMap(({ partials }) => [...partials]);
    const missing = names.filter((name) => catalog.partials[name] === undefined);
    expect(missing.map((name) => `{{> ${name}}} needs templates/_partials/${name}.hbs`)).toEqual([]);
  });

  test('uses no block but #each and #if', () => {
    const blocks = Object.values(sources).flatMap((text) => [...text.matchAll(/\{\{[#^]\s*(\w+)/g)]);
    const others = blocks.map(([, name]) => name).filter((name) => !['each', 'if'].includes(name ?? ''));
    expect(others.map((name) => `{{#${name}}} decides in the template: let the plan do it`)).toEqual([]);
  });

  test('answers for every base, with images that are in the table', () => {
    const open = BASES.filter((base) => manifest.bases[base] === undefined);
    expect(open.map((base) => `give bases.${base}: two images, or "refused" with the reason`)).toEqual([]);
    const rows = [manifest.bases, ...Object.values(manifest.variants ?? {})]
      .flatMap((bases) => Object.values(bases).flat())
      .flatMap((base) => ('refused' in base ? [] : [base.build, base.runtime]));
    const missing = rows.filter((row) => catalog.images[row] === undefined);
    expect(missing.map((row) => `add a row "${row}" to templates/images.json`)).toEqual([]);
    expect(rows.length, 'at least one base has images').toBeGreaterThan(0);
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

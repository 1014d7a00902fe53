import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadCatalog, withAllLanguages } from '../../generators/catalog/catalog.js';
import { TEMPLATES } from '../support/paths.js';
import { schemaCheck } from '../support/schema.js';

const { images, templates } = await withAllLanguages(loadCatalog(TEMPLATES));
/** Those of the table, and those that templates bring. */
const rows = [
  ...Object.entries(images).map(([id, row]) => ({ id, row })),
  ...Object.values(templates).flatMap(({ manifest }) =>
    Object.entries(manifest.images ?? {}).map(([id, row]) => ({ id: `${manifest.id}/${id}`, row })),
  ),
];

test('images.json follows its schema', () => {
  const table: unknown = JSON.parse(readFileSync(join(TEMPLATES, 'images.json'), 'utf8'));
  expect(schemaCheck('images.schema.json')(table)).toEqual([]);
});

describe.each(rows)('image row $id', ({ row: { image, versions, ended = [], default: preset = '' } }) => {
  test('lists versions exactly when its tag has one, the default among them, none of them twice', () => {
    const problems: string[] = [];
    if (image.includes('{version}') !== (versions !== undefined))
      problems.push('"versions" and {version} in "image" go together: give both or neither');
    if (versions !== undefined && !versions.includes(preset))
      problems.push(`"default" is one of ${versions.join(', ')}`);
    for (const version of ended)
      if (versions?.includes(version)) problems.push(`${version} is in "versions" or in "ended", not both`);
    expect(problems).toEqual([]);
  });
});

test('every runtime image has a user', () => {
  const runtimes = Object.values(templates).flatMap(({ manifest }) =>
    [manifest.bases, ...Object.values(manifest.variants ?? {})]
      .flatMap((bases) => Object.values(bases).flat())
      .flatMap((base) => ('refused' in base ? [] : [base.runtime]))
      .filter((id) => (manifest.images?.[id] ?? images[id])?.user === undefined),
  );
  const without = [...new Set(runtimes)];
  expect(
    without.map((id) => `give the row ${id} a "user", numeric uid:gid: a template runs its app there`),
  ).toEqual([]);
});

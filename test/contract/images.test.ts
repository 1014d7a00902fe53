import { describe, expect, test } from 'vitest';
import { loadCatalog } from '../../generators/catalog.js';
import { TEMPLATES } from '../support/paths.js';

const { images, templates } = loadCatalog(TEMPLATES);
const rows = Object.entries(images).map(([id, row]) => ({ id, row }));

const KEYS = ['image', 'versions', 'ended', 'default', 'user', 'entrypoint', 'libc', 'shell'];

describe.each(rows)('image row $id', ({ row }) => {
  test('has only known keys', () => {
    expect(Object.keys(row).filter((key) => !KEYS.includes(key))).toEqual([]);
    expect(['glibc', 'musl', 'none']).toContain(row.libc);
    expect(typeof row.shell).toBe('boolean');
  });

  test('has a fixed tag', () => {
    if (row.image === 'scratch') return;
    expect(row.image).toMatch(/:[^:/]+$/);
    expect(row.image).not.toMatch(/:latest$/);
  });

  test('lists versions exactly when its tag has one, the default among them, none of them twice', () => {
    expect(row.versions !== undefined).toBe(row.image.includes('{version}'));
    if (row.versions === undefined) return;
    expect(row.versions).toContain(row.default);
    const all = [...row.versions, ...(row.ended ?? [])];
    expect(new Set(all).size).toBe(all.length);
  });

  test('runs as a number that is not root, where it says as whom', () => {
    if (row.user !== undefined) expect(row.user).toMatch(/^[1-9]\d*:[1-9]\d*$/);
  });
});

test('every runtime image has a user', () => {
  const runtimes = Object.values(templates).flatMap(({ manifest }) =>
    Object.values(manifest.bases).flatMap((base) => ('refused' in base ? [] : [base.runtime])),
  );
  expect(runtimes.filter((id) => images[id]?.user === undefined)).toEqual([]);
});

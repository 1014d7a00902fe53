import { describe, expect, test } from 'vitest';
import type { Manifest } from '../../../generators/catalog/catalog.js';
import { Values } from '../../../generators/ecosystems/data/values.js';
import { chooseVersion } from '../../../generators/ecosystems/data/version.js';
import { decide } from '../../../generators/plan/decision.js';
import { mapProject } from '../../../generators/project/map.js';

const ROW = {
  image: 'python:{version}-slim',
  versions: ['3.14', '3.13', '3.12'],
  ended: ['3.11', '3.10'],
  default: '3.13',
  libc: 'glibc',
  shell: true,
} as const;

function chosen(text: string, as: 'exact' | 'least' | 'range', wish?: string) {
  const manifest = { id: 'x', variables: {} } as unknown as Manifest;
  const values = new Values(mapProject({}), manifest, { dir: '.', root: '.', known: {} });
  const row = { ...ROW, versions: [...ROW.versions], ended: [...ROW.ended] };
  const sources = { row: 'python', read: text === '' ? [] : [{ value: text, as }] };
  return chooseVersion(sources, row, {
    values,
    ...(wish !== undefined && { wish: decide(wish, { flag: 'language-version' }) }),
  });
}

describe('the version of a language', () => {
  test.each([
    ['', 'exact', '3.13'],
    ['3.12', 'exact', '3.12'],
    ['3.12.4', 'exact', '3.12'],
    ['3.11', 'least', '3.13'],
    ['3.14', 'least', '3.14'],
    ['>=3.9', 'range', '3.13'],
    ['>=3.9,<3.13', 'range', '3.12'],
    ['^3.11', 'range', '3.13'],
    ['~=3.12', 'range', '3.13'],
    ['~=3.12.1', 'range', '3.12'],
    ['==3.11.*', 'range', '3.11'],
    ['>=3.10,!=3.13.1', 'range', '3.13'],
    ['3.12.*', 'range', '3.12'],
  ] as const)('%s (%s) is %s', (text, as, version) => {
    expect(chosen(text, as)).toMatchObject({ version: { value: version }, warnings: [] });
  });

  test('of a version without an image the closest above it is taken, and said', () => {
    const { version, warnings } = chosen('3.8', 'exact');
    expect(version.value).toBe('3.10');
    expect(warnings[0]?.message).toContain('asks for 3.8, of which the image table has no image: took 3.10');
  });

  test('a wish that no image has is refused with those that there are', () => {
    expect(chosen('3.12', 'exact', '3.14').version.value).toBe('3.14');
    expect(() => chosen('3.12', 'exact', '2.7')).toThrow('no image is known for version 2.7');
  });
});

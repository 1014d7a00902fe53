import { describe, expect, test } from 'vitest';
import type { TemplateVariable } from '../../../generators/catalog/catalog.js';
import type { Source } from '../../../generators/catalog/language.js';
import { given } from './support.js';

const FILES = {
  'toy.json': '{ "uses": ["ssl", "pq", "zip"] }',
  'src/a.toy': 'open "pages/index"\nopen "data"\n',
  'src/b.toy': 'close "logo.png"\n',
  'pages/index.html': '',
  'apps/web/static/x.css': '',
};

const uses: Source = { json: 'toy.json', at: '/uses' };

describe('what a source leaves out or turns into something else', () => {
  test.each<[string, Source, string[]]>([
    ['all of it', uses, ['ssl', 'pq', 'zip']],
    ['but what an expression matches', { ...uses, except: '^p' }, ['ssl', 'zip']],
    ['but the values of a variable', { ...uses, without: 'bundled' }, ['ssl', 'pq']],
    [
      'by a table, one or several for each',
      { ...uses, table: { ssl: ['libssl-dev', 'pkg-config'], pq: 'libpq-dev' } },
      ['libssl-dev', 'pkg-config', 'libpq-dev'],
    ],
    ['by a table that has none of them', { ...uses, table: { constructor: 'x' } }, []],
  ])('%s', (_, source, values) => {
    const bundled = {
      type: 'list',
      description: 'Bundled',
      read: [{ value: 'zip' }],
    } satisfies TemplateVariable;
    expect(given(FILES, [source], { variables: { bundled } })).toEqual(values);
  });

  test.each<[string, Source, string[]]>([
    [
      'every file',
      { text: 'src/*.toy', match: '(?:open|close) "(?P<value>[^"/]+)' },
      ['pages', 'data', 'logo.png'],
    ],
    [
      'files with a text',
      { text: 'src/*.toy', has: ['open'], match: '(?:open|close) "(?P<value>[^"/]+)' },
      ['pages', 'data'],
    ],
    [
      'files with one of two',
      { text: 'src/*.toy', has: ['no', 'close'], match: '(?:open|close) "(?P<value>[^"/]+)' },
      ['logo.png'],
    ],
    ['files with none', { text: 'src/*.toy', has: ['no'], match: '(?:open|close) "(?P<value>[^"/]+)' }, []],
  ])('a text is looked for in %s', (_, source, values) => {
    expect(given(FILES, [source])).toEqual(values);
  });

  test.each<[string, Source, string[]]>([
    ['below the app', { words: 'static pages', exists: true }, ['static']],
    ['below a directory', { words: 'static pages', exists: '{root}' }, ['pages']],
    ['anywhere', { words: 'static pages', exists: false }, ['static', 'pages']],
  ])('paths count that are there %s', (_, source, values) => {
    expect(given(FILES, [source], { dir: 'apps/web' })).toEqual(values);
  });
});

import { describe, expect, test } from 'vitest';
import type { Manifest, TemplateVariable } from '../../../generators/catalog/catalog.js';
import type { Source } from '../../../generators/catalog/language.js';
import { Values } from '../../../generators/ecosystems/data/values.js';
import { mapProject } from '../../../generators/project/map.js';

const FILES = {
  'app/src/shop/main.toy': 'web = Server()\n',
  'app/tests/main.toy': 'fake = Server()\n',
  'app/list': 'Alpha==1.2\nbeta==3.4\nGamma\n',
  'app/a(b/x.toy': '',
};

function valuesOf(read: Source[], variables: Record<string, Partial<TemplateVariable>> = {}): string[] {
  const manifest = {
    id: 'x',
    variables: Object.fromEntries(
      Object.entries(variables).map(([name, one]) => [name, { type: 'string', description: '', ...one }]),
    ),
  } as unknown as Manifest;
  const values = new Values(mapProject(FILES), manifest, { dir: 'app', root: '.', known: {} });
  return values.found(read, { all: true }).map(({ value }) => value);
}

const served = { text: '{dir}/**/*.toy', match: '^(?P<name>\\w+) = Server', gives: '{path}:{name}' };
const pins = { text: '{dir}/list', match: '^(?P<name>\\w+)==(?P<value>.+)$' };

describe('what was found is put together, and comes apart', () => {
  test.each<[string, Source, string[]]>([
    ['where it stands and what groups matched', served, ['src/shop/main.toy:web', 'tests/main.toy:fake']],
    ['outside of some folders', { ...served, outside: '(^|/)tests/' }, ['src/shop/main.toy:web']],
    ['the group named value', { ...pins, gives: '{name} is {value}' }, ['Alpha is 1.2', 'beta is 3.4']],
    [
      'parts replaced one after the other',
      {
        ...served,
        outside: '^tests/',
        replace: [
          ['^src/', ''],
          ['\\.toy:', ':'],
          ['/', '.'],
        ],
      },
      ['shop.main:web'],
    ],
    ['a group in what stands there instead', { value: 'a.b.c', replace: [['\\.(\\w+)$', ':$1']] }, ['a.b:c']],
    ['nothing where nothing is left', { words: '. src web', replace: [['^(\\.|src)$', '']] }, ['web']],
    ['by a table, whatever the case', { ...pins, gives: 'x', table: { '1.2': ['p', 'q'] } }, ['x']],
    [
      'names of a table in lower case',
      { text: '{dir}/list', match: '^\\w+', table: { alpha: ['p', 'q'], gamma: 'r' } },
      ['p', 'q', 'r'],
    ],
    [
      'several paths in order',
      { file: ['{dir}/none', '{dir}/list', '{dir}/*/x.toy'] },
      ['app/list', 'app/a(b/x.toy'],
    ],
  ])('%s', (_, source, values) => {
    expect(valuesOf([source])).toEqual(values);
  });

  test('of several paths the first that gives anything is taken', () => {
    const it: Partial<TemplateVariable> = {
      read: [{ file: ['{dir}/none', '{dir}/list', '{dir}/a(b/x.toy'] }],
    };
    expect(valuesOf([{ variable: 'it' }], { it })).toEqual(['app/list']);
  });

  test('the value of a variable stands for itself in an expression, and a quantifier stays one', () => {
    const odd: Partial<TemplateVariable> = { read: [{ value: 'a(b' }] };
    const source: Source = { file: '{dir}/*/x.toy', match: '{odd}/[a-z]{1,2}', replace: [['^{odd}/', '']] };
    expect(valuesOf([source], { odd })).toEqual(['x']);
  });
});

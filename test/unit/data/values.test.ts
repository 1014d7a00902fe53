import { describe, expect, test } from 'vitest';
import type { Manifest, TemplateVariable } from '../../../generators/catalog/catalog.js';
import type { Source } from '../../../generators/catalog/language.js';
import { Values } from '../../../generators/ecosystems/data/values.js';
import { mapProject } from '../../../generators/project/map.js';
import { given } from './support.js';

const FILES = {
  'app/settings.json':
    '{"name": "shop", "ports": [8080, 9090], "flags": {"a": {"id": "x"}, "b": {"id": "y"}}, "on": true}',
  'app/Cargo.toml':
    '[package]\nname = "shop"\n\n[[bin]]\nname = "api"\n\n[[bin]]\nname = "worker"\n\n[dependencies]\naxum = "0.8"\n',
  'app/deep.yaml': 'server:\n  port: 7000\n',
  'app/pom.xml':
    '<project><artifactId>shop</artifactId><modules><module>a</module><module>b</module></modules></project>',
  'app/src/main.rs':
    'fn main() {\n  bind("0.0.0.0:3000");\n  open("static/app.css");\n  open("missing/x");\n}\n',
  'app/static/app.css': '',
  'app/.env.example': 'PORT=4000\nEMPTY=\n',
  'app/Procfile': 'release: migrate\nweb: run --port "80 80" serve\n',
  '.tool-versions': 'rust 1.85.0\n',
};

function valuesOf(
  variables: Record<string, Partial<TemplateVariable>>,
  files: Record<string, string> = FILES,
) {
  const manifest = {
    id: 'x',
    variables: Object.fromEntries(
      Object.entries(variables).map(([name, one]) => [name, { type: 'string', description: '', ...one }]),
    ),
  } as unknown as Manifest;
  return new Values(mapProject(files), manifest, { dir: 'app', root: '.', known: {} });
}

const read = (source: Source, more: Partial<TemplateVariable> = {}) =>
  valuesOf({ it: { type: 'list', read: [source], ...more } }).decision('it');

describe('each kind of source gives values with their place', () => {
  test.each([
    ['a file', { file: '{dir}/Cargo.toml' }, ['app/Cargo.toml'], 'app/Cargo.toml', undefined],
    ['a directory', { file: '{dir}/static/' }, ['app/static'], 'app/static', undefined],
    [
      'a pattern',
      { file: '{dir}/src/*.rs', match: '([^/]+)\\.rs$', gives: 'x' },
      ['x'],
      'app/src/main.rs',
      undefined,
    ],
    ['JSON', { json: '{dir}/settings.json', at: '/name' }, ['shop'], 'app/settings.json', 1],
    [
      'a list of JSON',
      { json: '{dir}/settings.json', at: '/ports' },
      ['8080', '9090'],
      'app/settings.json',
      1,
    ],
    ['every item', { json: '{dir}/settings.json', at: '/flags/*/id' }, ['x', 'y'], 'app/settings.json', 1],
    ['names', { json: '{dir}/settings.json', at: '/flags', keys: true }, ['a', 'b'], 'app/settings.json', 1],
    [
      'an object that is there',
      { json: '{dir}/settings.json', at: '/flags' },
      ['true'],
      'app/settings.json',
      1,
    ],
    ['TOML', { toml: '{dir}/Cargo.toml', at: '/bin/*/name' }, ['api', 'worker'], 'app/Cargo.toml', 5],
    ['YAML', { yaml: '{dir}/deep.yaml', at: '/server/port' }, ['7000'], 'app/deep.yaml', 2],
    ['XML', { xml: '{dir}/pom.xml', at: '/project/modules/module' }, ['a', 'b'], 'app/pom.xml', 1],
    [
      'text',
      { text: '{dir}/**/*.rs', match: '"0\\.0\\.0\\.0:(?P<value>\\d+)"' },
      ['3000'],
      'app/src/main.rs',
      2,
    ],
    ['a pin', { pin: ['rust'] }, ['1.85.0'], '.tool-versions', 1],
    ['an environment file', { env: 'PORT' }, ['4000'], 'app/.env.example', 1],
    ['a Procfile', { procfile: 'web', split: true }, ['run', '--port', '80 80', 'serve'], 'app/Procfile', 2],
  ] as [string, Source, string[], string, number | undefined][])('%s', (_, source, values, file, line) => {
    const { value, from } = read(source);
    expect(value).toEqual(values);
    expect(from).toMatchObject(line === undefined ? { file } : { file, line });
  });

  test('what is not there gives nothing', () => {
    for (const source of [
      { json: '{dir}/none.json', at: '/name' },
      { json: '{dir}/settings.json', at: '/constructor' },
      { toml: '{dir}/settings.json', at: '/name' },
      { env: 'EMPTY' },
      { procfile: 'worker' },
      { file: '../../etc/passwd' },
      { file: '/etc/passwd' },
    ])
      expect(read(source).value).toEqual([]);
  });

  test('words hold a value as one word, and leave out what has none', () => {
    const values = valuesOf({
      name: { read: [{ value: 'my app' }] },
      none: { read: [{ env: 'NOPE' }] },
      it: { type: 'list', read: [{ words: 'run {name} {none} -x' }] },
    });
    expect(values.decision('it').value).toEqual(['run', 'my app', '-x']);
  });

  test('only paths that are there', () => {
    const it = read({ text: '{dir}/src/*.rs', match: '"(?P<value>\\w+)/', exists: true });
    expect(it.value).toEqual(['static']);
  });
});

describe('variables', () => {
  test('the first source that gives anything wins; all of them where that is asked', () => {
    const sources = [{ env: 'NOPE' }, { env: 'PORT' }, { yaml: '{dir}/deep.yaml', at: '/server/port' }];
    expect(read(sources[0] as Source, { read: sources }).value).toEqual(['4000']);
    expect(read(sources[0] as Source, { read: sources, all: true }).value).toEqual(['4000', '7000']);
  });

  test('conditions ask for a value, one of several, any, or none', () => {
    const values = valuesOf({
      kind: { read: [{ value: 'axum' }] },
      none: { read: [{ env: 'NOPE' }] },
    });
    expect(values.holds({ kind: 'axum' })).toBe(true);
    expect(values.holds({ kind: ['rocket', 'axum'] })).toBe(true);
    expect(values.holds({ kind: 'rocket' })).toBe(false);
    expect(values.holds({ kind: true, none: false })).toBe(true);
    expect(values.holds({ none: true })).toBe(false);
  });

  test('words hold a list as many words, whatever they hold', () => {
    const read: Source[] = [{ words: 'run {some*} {none*} {some} -x' }];
    const variables: Manifest['variables'] = {
      some: { type: 'list', description: 'some', read: [{ value: 'a b' }, { value: 'c' }], all: true },
      none: { type: 'list', description: 'none' },
    };
    expect(given({}, read, { variables })).toEqual(['run', 'a b', 'c', 'a b c', '-x']);
  });

  test('shell text takes values as words, whatever they hold', () => {
    const values = valuesOf({
      evil: { read: [{ value: '$(rm -rf /); "x"' }] },
      flag: { read: [{ env: 'NOPE' }] },
      mounts: { type: 'command', default: '--mount=type=cache,target=/x' },
      build: { type: 'command', default: '{mounts} make {flag?} {evil}' },
    });
    expect(values.decision('build').value).toBe(`--mount=type=cache,target=/x make '$(rm -rf /); "x"'`);
  });

  test('a text without one of its values is none', () => {
    const values = valuesOf({
      it: { read: [{ value: 'a {none}' }], default: 'b' },
      none: { read: [{ env: 'NOPE' }] },
    });
    expect(values.decision('it').value).toBe('b');
  });

  test('a variable that needs itself is an error, not a loop', () => {
    const values = valuesOf({ a: { default: '{b}' }, b: { default: '{a}' } });
    expect(() => values.decision('a')).toThrow('read from itself');
  });

  test('types', () => {
    const values = valuesOf({
      port: { type: 'number', read: [{ env: 'PORT' }] },
      on: { type: 'boolean', read: [{ json: '{dir}/settings.json', at: '/on' }] },
      off: { type: 'boolean', read: [{ env: 'NOPE' }] },
      list: { type: 'list', read: [{ env: 'NOPE' }] },
    });
    expect(['port', 'on', 'off', 'list'].map((name) => values.decision(name).value)).toEqual([
      4000,
      true,
      false,
      [],
    ]);
  });
});

describe('nothing of a template or a repository takes long', () => {
  test('an expression of many stars on a megabyte', () => {
    const files = { 'app/a.txt': `${'a'.repeat(1_000_000)}!` };
    const values = valuesOf({ it: { read: [{ text: 'app/a.txt', match: '^(a+)+$' }] } }, files);
    const started = performance.now();
    expect(values.decision('it').value).toBe(null);
    expect(performance.now() - started).toBeLessThan(10_000);
  });

  test('YAML that explodes, TOML and JSON of a thousand levels', () => {
    const bomb = `a: &a [x,x,x,x,x,x,x,x,x,x]\n${'bcdefgh'
      .split('')
      .map((name, i) => `${name}: &${name} [${Array(10).fill(`*${'abcdefg'[i]}`).join()}]`)
      .join('\n')}\n`;
    const files = {
      'app/b.yaml': bomb,
      'app/d.json': `${'{"a":'.repeat(1000)}1${'}'.repeat(1000)}`,
      'app/d.toml': `x = ${'['.repeat(1000)}${']'.repeat(1000)}`,
    };
    const values = valuesOf(
      {
        yaml: { read: [{ yaml: 'app/b.yaml', at: '/h/*/*/*/*/*/*/*/*' }] },
        json: { read: [{ json: 'app/d.json', at: '/a/a/a' }] },
        toml: { read: [{ toml: 'app/d.toml', at: '/x' }] },
      },
      files,
    );
    expect(values.decision('yaml').value).toBe(null);
    expect(values.decision('json').value).toBe('true');
    expect(values.decision('toml').value).toBe(null);
  });
});

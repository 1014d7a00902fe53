import { describe, expect, test } from 'vitest';
import { isLocal, parseModFile, parseWorkFile } from '../../../generators/ecosystems/go/read/modfile.js';

const text = `module "example.com/shop/v2" // the shop

go 1.25.3

toolchain go1.26.1

require github.com/go-chi/chi/v5 v5.2.0

require (
	example.com/lib v0.0.0
	github.com/mattn/go-sqlite3 v1.14.0 // indirect
)

replace (
	example.com/lib => ../lib
	example.com/other v1.0.0 => example.com/fork v1.2.0
)

tool golang.org/x/tools/cmd/stringer
`;

describe('parseModFile', () => {
  const file = parseModFile(text);

  test('reads single lines with their places', () => {
    expect(file.module).toBe('example.com/shop/v2');
    expect(file.go).toMatchObject({ args: ['1.25.3'], line: 3 });
    expect(file.toolchain?.args).toEqual(['go1.26.1']);
    expect(file.tools).toEqual(['golang.org/x/tools/cmd/stringer']);
  });

  test('flattens blocks and knows what is indirect', () => {
    expect(file.requires.map(({ path, indirect, line }) => [path, indirect, line])).toEqual([
      ['github.com/go-chi/chi/v5', false, 7],
      ['example.com/lib', false, 10],
      ['github.com/mattn/go-sqlite3', true, 11],
    ]);
  });

  test('tells directories from modules in replacements', () => {
    expect(file.replaces.map((entry) => [entry.path, entry.target, isLocal(entry)])).toEqual([
      ['example.com/lib', '../lib', true],
      ['example.com/other', 'example.com/fork', false],
    ]);
  });
});

test('parseWorkFile reads members', () => {
  const work = parseWorkFile('go 1.26\n\nuse (\n\t./api\n\t./lib\n)\nuse .\n');
  expect(work.go?.args).toEqual(['1.26']);
  expect(work.uses.map(({ args }) => args[0])).toEqual(['./api', './lib', '.']);
});

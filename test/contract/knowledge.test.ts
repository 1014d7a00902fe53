import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { GENERATORS } from '../support/paths.js';

const FOLDER = join(GENERATORS, 'knowledge');

/** A table of knowledge: rows of any shape, each with its source. */
interface Table {
  $schema: string;
  rows: Record<string, unknown>[];
}

const tables = readdirSync(FOLDER).filter((file) => file.endsWith('.json'));
const schemas = readdirSync(join(FOLDER, 'schemas'));
const read = <T>(path: string): T => JSON.parse(readFileSync(join(FOLDER, path), 'utf8')) as T;

describe.each(tables)('knowledge/%s', (file) => {
  const table = read<Table>(file);

  test('follows the schema it names', () => {
    expect(table.$schema).toBe(`./schemas/${file.replace(/\.json$/, '.schema.json')}`);
    const check = new Ajv({ allErrors: true, verbose: true }).compile(read(table.$schema));
    check(table);
    expect((check.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`)).toEqual([]);
  });

  test('says of every row where it is from', () => {
    expect(table.rows.filter(({ source }) => typeof source !== 'string' || source.trim() === '')).toEqual([]);
  });

  test('is sorted by its first column, or says in its schema why its order counts', () => {
    const { description = '' } = read<{ description?: string }>(table.$schema);
    if (/in order/i.test(description)) return;
    const keys = table.rows
      .map((row) => Object.values(row)[0])
      .map((key) => (Array.isArray(key) ? key[0] : key));
    const sorted = [...keys].sort((a, b) =>
      typeof a === 'number' ? a - Number(b) : String(a) < String(b) ? -1 : 1,
    );
    expect(keys).toEqual(sorted);
  });
});

test('every schema has its table', () => {
  expect(
    schemas.map((file) => file.replace('.schema.json', '.json')).filter((file) => !tables.includes(file)),
  ).toEqual([]);
});

import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { GENERATED } from '../support/pages.js';
import { ROOT } from '../support/paths.js';

// UPDATE_DOCS=1 npx vitest run --project contract test/contract/docs.test.ts writes the generated parts anew.

const PAGES = [
  'README.md',
  'CONTRIBUTING.md',
  ...readdirSync(join(ROOT, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];

const MARKED = /<!-- generated: ([a-z -]+) -->\n\n[\s\S]*?\n\n<!-- \/generated -->/g;

describe.each(PAGES)('%s', (page) => {
  const path = join(ROOT, page);
  const text = readFileSync(path, 'utf8');

  test('says what the tables of the program say', async () => {
    let made = text;
    for (const [whole, name = ''] of text.matchAll(MARKED)) {
      const part = await GENERATED[name]?.();
      if (part !== undefined)
        made = made.replace(whole, () => `<!-- generated: ${name} -->\n\n${part}\n\n<!-- /generated -->`);
    }
    if (process.env.UPDATE_DOCS) writeFileSync(path, made);
    else expect(text).toBe(made);
  });

  test('links nothing that is not there', () => {
    const links = [...text.matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)].map(([, link = '']) => link);
    expect(links.filter((link) => !existsSync(join(dirname(path), link)))).toEqual([]);
  });
});

test('every generated part stands on a page', () => {
  const all = PAGES.map((page) => readFileSync(join(ROOT, page), 'utf8')).join('\n');
  expect(Object.keys(GENERATED).filter((name) => !all.includes(`<!-- generated: ${name} -->`))).toEqual([]);
});

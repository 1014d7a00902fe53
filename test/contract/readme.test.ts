import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { closing } from '../../generators/cli/closing.js';
import { defaultCatalog, ownVersion } from '../../generators/home.js';
import { decide } from '../../generators/plan/decision.js';
import { produce } from '../../generators/produce.js';
import { diskProject } from '../../generators/project/disk.js';
import { VERSION } from '../support/made.js';

// node test/bench/readme.mjs writes its parts anew.

const root = join(import.meta.dirname, '../..');
const readme = readFileSync(join(root, 'README.md'), 'utf8');

test('the README shows the Dockerfile that the Go example gets', () => {
  const shown = readFileSync(join(root, 'snapshots/go/chi-api/distroless/Dockerfile'), 'utf8');
  expect(readme).toContain(shown.replaceAll(VERSION, ownVersion()));
});

// node test/bench/picture.mjs draws it anew.
test('the picture of the README shows what a run says today', async () => {
  const picture = readFileSync(join(root, 'docs/picture.svg'), 'utf8');
  const shown = new Set(
    [...picture.matchAll(/<text [^>]*>([^<]*)</g)].map(([, text = '']) => unescaped(text)),
  );
  const example = join(root, 'templates/go/examples/embedded-ui');
  const product = await produce({
    version: ownVersion(),
    project: diskProject(example),
    catalog: defaultCatalog(),
    wishes: { base: decide('scratch', { answer: 'base' }) },
  });
  const outcome = { directory: '/guestbook', place: '.', interactive: true, kept: [] };
  const lines = [`Found: ${product.detection.title}`, ...closing(product, outcome).join('\n').split('\n')];
  const missing = lines.flatMap((line) => line.trim().split(/ {2,}/)).filter((words) => !shown.has(words));
  expect(missing).toEqual([]);
  expect(readme).toContain('(docs/picture.svg)');
});

const unescaped = (text: string) => text.replaceAll('&lt;', '<').replaceAll('&amp;', '&');

test.each(['CONTRIBUTING.md', 'docs/architecture.md', 'test/bed/README.md'])(
  'the README links %s',
  (path) => {
    expect(readme).toContain(`(${path})`);
  },
);

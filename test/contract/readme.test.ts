import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { helpText } from '../../generators/cli/help.js';
import { ownVersion } from '../../generators/home.js';
import { VERSION } from '../support/made.js';

// node test/bench/readme.mjs writes these parts anew.

const root = join(import.meta.dirname, '../..');
const readme = readFileSync(join(root, 'README.md'), 'utf8');

test('the README shows the Dockerfile that the Go example gets', () => {
  const shown = readFileSync(join(root, 'snapshots/go/chi-api/distroless/Dockerfile'), 'utf8');
  expect(readme).toContain(shown.replaceAll(VERSION, ownVersion()));
});

test('the README shows the help as it is', () => {
  expect(readme).toContain(helpText());
});

test.each(['CONTRIBUTING.md', 'docs/architecture.md', 'test/bed/README.md'])(
  'the README links %s',
  (path) => {
    expect(readme).toContain(`(${path})`);
  },
);

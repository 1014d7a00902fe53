import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { defaultCatalog } from '../../generators/home.js';
import { produce } from '../../generators/produce.js';
import { mapProject } from '../../generators/project/map.js';
import { hadolint } from '../support/hadolint.js';
import { SMALL_SEEDS } from '../support/small-seeds.js';

test('hadolint is clean on the kinds of repositories that have no example', {
  timeout: 180_000,
}, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'kinds-'));
  try {
    const files: string[] = [];
    for (const [name, seed] of Object.entries(SMALL_SEEDS)) {
      const project = mapProject(seed);
      const product = await produce({ version: '1.0.0', project, catalog: defaultCatalog(), wishes: {} });
      const directory = join(folder, name.replace(/\W+/g, '-'));
      mkdirSync(directory);
      files.push(join(directory, 'Dockerfile'));
      writeFileSync(
        join(directory, 'Dockerfile'),
        product.files.find(({ path }) => path === 'Dockerfile')?.contents ?? '',
      );
    }
    expect(files.length).toBeGreaterThan(20);
    expect(await hadolint(files)).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

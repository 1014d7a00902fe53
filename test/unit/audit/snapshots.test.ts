import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { audit } from '../../../generators/audit/audit.js';
import { diskProject } from '../../../generators/project/disk.js';
import { listCases } from '../../support/cases.js';

const cases = (await listCases()).flatMap((list) => list.cases);

test.each(cases)('the Dockerfile of $id is found in order', ({ folder, example, dockerignore, product }) => {
  const others = product.files.map(({ path }) => path);
  const disk = diskProject(example.directory);
  // Files that are written beside the Dockerfile are in the context too.
  const project = { ...disk, has: (path: string) => others.includes(path) || disk.has(path) };
  const text = readFileSync(join(folder, 'Dockerfile'), 'utf8');
  const { findings } = audit({ text, dockerignore, project, weigh: () => undefined });
  expect(findings.map(({ line, severity, what }) => `${line} ${severity}: ${what}`)).toEqual([]);
});

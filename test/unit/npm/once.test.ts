import { afterEach, expect, test, vi } from 'vitest';
import { produce } from '../../../generators/produce.js';
import { diskProject } from '../../../generators/project/disk.js';
import { TEMPLATES } from '../../support/paths.js';
import { catalog } from './support.js';

afterEach(() => vi.restoreAllMocks());

test.each([
  ['npm-build/examples/workspace-pnpm', 'apps/api'],
  ['npm/examples/guest-book', 'server'],
  ['npm-build/examples/fastify-ts', undefined],
])('no manifest or lock file of %s is parsed twice in a run', async (example, app) => {
  const parse = vi.spyOn(JSON, 'parse');
  const project = diskProject(`${TEMPLATES}/${example}`);
  await produce({ version: '1.2.3', project, catalog, wishes: {}, ...(app !== undefined && { app }) });
  const texts = parse.mock.calls.map(([text]) => text);
  expect(texts.length).toBeGreaterThan(0);
  expect(new Set(texts).size).toBe(texts.length);
});

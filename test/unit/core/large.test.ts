import { expect, test } from 'vitest';
import { UserError } from '../../../generators/errors.js';
import { defaultCatalog } from '../../../generators/home.js';
import { produce } from '../../../generators/produce.js';
import { mapProject } from '../../../generators/project/map.js';
import { LARGE } from '../../support/large.js';

const catalog = defaultCatalog();

// How long each takes is measured by test/bench/large.mjs; here one that takes for ever is seen by the time limit.
test.each(Object.entries(LARGE))('%s: comes to an end', async (_, files) => {
  const request = { version: '1.0.0', project: mapProject(files()), catalog, wishes: {} };
  const outcome = await produce(request).catch((error: unknown) => error);
  expect(outcome instanceof UserError || !(outcome instanceof Error), `${outcome}`).toBe(true);
});

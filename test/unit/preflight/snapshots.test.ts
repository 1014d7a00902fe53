import { describe, expect, test } from 'vitest';
import { products } from '../../../generators/ecosystems/maven/build/products.js';
import { preflight } from '../../../generators/preflight/preflight.js';
import { diskProject } from '../../../generators/project/disk.js';
import { listCases } from '../../support/cases.js';

const cases = (await listCases()).flatMap(({ cases }) => cases);

describe('preflight finds nothing in an image that works', () => {
  test.each(cases)('$id', ({ example, product, dockerfile, dockerignore }) => {
    const project = diskProject(example.directory);
    const { findings } = preflight({
      dockerfile,
      dockerignore,
      project,
      products: products(project),
      steps: product.plan.steps ?? [],
      acts: product.plan.acts ?? {},
      generated: product.files.map(({ path }) => path),
    });
    expect(findings).toEqual([]);
  });
});

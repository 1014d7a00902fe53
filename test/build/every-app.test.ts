import { join } from 'node:path';
import { afterAll, describe, expect, inject, test } from 'vitest';
import { everyApp } from '../../generators/delivery/every-app.js';
import { build } from '../../generators/engine/build.js';
import { observeServer } from '../../generators/engine/observe.js';
import { defaultCatalog } from '../../generators/home.js';
import { portsIn } from '../../generators/plan/ports.js';
import { diskProject } from '../../generators/project/disk.js';
import { dockerOf } from '../support/bed.js';
import { listExamples } from '../support/examples.js';
import { VERSION } from '../support/made.js';
import { Workspace } from './context.js';

// Every app of a workspace is built from one context, by the Dockerfile in its own directory.

const docker = dockerOf(inject('bed'));
const example = listExamples().find(({ id }) => id === 'npm-build/workspace-pnpm');
if (example === undefined) throw new Error('there is no workspace to build');
const workspace = new Workspace(example);
const { apps } = await everyApp({
  version: VERSION,
  project: diskProject(workspace.directory),
  catalog: defaultCatalog(),
  wishes: {},
});
for (const { path, contents } of apps.flatMap(({ files }) => files)) workspace.write(path, contents);

afterAll(() => workspace.remove());

test('a workspace of two apps has two', () => {
  expect(apps.map(({ name }) => name)).toEqual(['api', 'admin']);
});

describe.each(apps)('$name of a workspace', ({ name, files, product }) => {
  test('is built and answers', async () => {
    const dockerfile = join(workspace.directory, files[0]?.path ?? '');
    const tag = `create-dockerfile-every-${name}`;
    await build(docker, { context: workspace.directory, dockerfile, tag });
    try {
      const ports = portsIn(product.plan);
      const probe = { port: ports[0] ?? 0, path: '/', anyProtocol: true };
      const { uids } = await observeServer(docker, { image: tag, ports, probe });
      expect(uids).not.toContain(0);
    } finally {
      await docker.run(['image', 'rm', '--force', tag]);
    }
  });
});

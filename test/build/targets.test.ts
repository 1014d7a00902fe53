import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { build } from '../../generators/engine/build.js';
import { removeContainer, startContainer } from '../../generators/engine/container.js';
import { inspectImage } from '../../generators/engine/image.js';
import { probe } from '../../generators/engine/probe.js';
import { dockerOf } from '../support/bed.js';
import { builtOf, type Case, listCases } from '../support/cases.js';
import { stagesOf } from '../support/dockerfile.js';
import { Workspace } from './context.js';

const bed = inject('bed');
const docker = dockerOf(bed);
const cases = builtOf(await listCases()).built.flatMap((list) => list.cases);
const having = (stage: string) =>
  cases.filter(({ dockerfile }) => stagesOf(dockerfile).some(({ name }) => name === stage));

/** True when what ships is copied from the test stage, so that a failing test stops the build. */
function isGated({ dockerfile }: Case): boolean {
  return /^COPY --from=test /m.test(dockerfile);
}

/** Bases differ in the runtime image only: one case stands for all that have the same test stage. */
const tested = having('test').filter((one, index, all) => {
  const first = all.findIndex((other) => other.example.id === one.example.id);
  return index === first || (one.base !== one.label && isGated(one));
});

describe.each(tested)('the tests of $id', (one) => {
  const { spec } = one.example;
  const gate = isGated(one);
  const target = gate ? {} : { target: 'test' };
  const workspace = workspaceOf(one);

  test('pass', async ({ signal }) => {
    await build(dockerOf(bed, signal), { context: workspace().directory, ...target });
  });

  if (spec.fault !== undefined) {
    const { fault } = spec;
    test(`stop ${gate ? 'the whole build' : 'the target'} when one fails`, async ({ signal }) => {
      workspace().replace(fault);
      const failed = build(dockerOf(bed, signal), { context: workspace().directory, ...target });
      await expect(failed).rejects.toThrow('docker build failed');
    });
  }

  if (spec.fault !== undefined && !gate) {
    test('do not stop a plain build', async ({ signal }) => {
      await build(dockerOf(bed, signal), { context: workspace().directory });
    });
  }
});

describe.each(having('dev'))('the dev target of $id', (one) => {
  const { spec } = one.example;
  const workspace = workspaceOf(one);

  test('answers, and answers anew when a mounted source file changes', async ({ signal }) => {
    const context = workspace().directory;
    const { image } = await build(dockerOf(bed, signal), { context, target: 'dev' });
    const { volumes, ports } = runOf(one);
    const [port] = ports;
    if (port === undefined) throw new Error(`${one.id} has a dev target and no port`);
    const container = await startContainer(docker, {
      image,
      ports: [port],
      volumes: volumes.map((volume) => volume.replace('$PWD', context)),
      ...(spec.env && { env: spec.env }),
    });
    try {
      await probe(docker, container, { port, path: '/', ...spec.probe }, 240);
      if (spec.reload === undefined) return;
      workspace().change('reload');
      await probe(docker, container, { port, ...spec.reload }, 120);
    } finally {
      await removeContainer(docker, container);
    }
  });
});

test('a test stage is skipped by a plain build, and no image is made of it', async () => {
  const [one] = tested;
  if (one === undefined) throw new Error('no example has a test stage');
  const workspace = new Workspace(one.example);
  try {
    for (const { path, contents } of one.product.files) workspace.write(path, contents);
    const { image, log } = await build(docker, { context: workspace.directory });
    expect(log).not.toContain('[test ');
    expect((await inspectImage(docker, image)).user).toBe('65532:65532');
  } finally {
    workspace.remove();
  }
});

/** What `docker run` takes, as the comment of the stage says it. */
function runOf({ product }: Case): { volumes: string[]; ports: number[] } {
  return product.plan.variables.dev?.value as { volumes: string[]; ports: number[] };
}

/** A copy of the example with what was made for it, for the time of its tests. */
function workspaceOf({ example, product }: Case): () => Workspace {
  let workspace: Workspace | undefined;
  beforeAll(() => {
    workspace = new Workspace(example);
    for (const { path, contents } of product.files) workspace.write(path, contents);
  });
  afterAll(() => workspace?.remove());
  return () => {
    if (workspace === undefined) throw new Error('no workspace yet');
    return workspace;
  };
}

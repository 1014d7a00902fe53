import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { type Built, build } from '../../generators/engine/build.js';
import { inspectImage } from '../../generators/engine/image.js';
import { dockerOf } from '../support/bed.js';
import { type Case, type CaseList, listCases } from '../support/cases.js';
import { stagesOf } from '../support/dockerfile.js';
import type { Example } from '../support/examples.js';
import { coldBuildOf, rememberColdBuild, withOwnCaches } from './cold.js';
import { Workspace } from './context.js';
import { type Contents, contentsOf, describeImage, repositoryFiles, toolsIn, unwanted } from './facts.js';
import { addResult, type Result } from './results.js';
import { type Behaviour, observe } from './start.js';

const docker = dockerOf(inject('bed'));
const lists = await listCases();

/** Seconds that SIGTERM may take: an app that ignores it takes ten. */
const STOP_LIMIT = 5;

/** Kept for the next runs, so that their layers stay in the cache; the engine drops nothing that has a name. */
const tagOf = (id: string) => `create-dockerfile-test/${id.replace(/\/([^/]+)$/, ':$1')}`;

describe.each(lists)('$example.id', (list) => {
  const naive: { megabytes?: number } = {};

  test('can be planned', () => {
    expect(list.error).toBeUndefined();
  });

  describe.each(list.cases)('on $base', (one) => {
    testCase(one, list, naive);
  });
});

function testCase(one: Case, list: CaseList, naive: { megabytes?: number }): void {
  const { example, base, folder } = one;
  const { spec } = example;
  const baseImage = stagesOf(one.dockerfile).at(-1)?.image ?? '';
  const measured: Partial<Result> = { example: example.id, base };
  let workspace: Workspace;
  let built: Built | undefined;
  let contents: Contents | undefined;

  beforeAll(() => {
    workspace = new Workspace(example);
    for (const { path, contents } of one.product.files) workspace.write(path, contents);
  });
  afterAll(() => workspace.remove());

  /** What an earlier test made; when it failed, this one says so in one line. */
  const needed = <T>(value: T | undefined): T => {
    if (value === undefined) throw new Error('the image was not built');
    return value;
  };

  test('builds', async () => {
    const cold = coldBuildOf(one);
    const fresh = cold.seconds === undefined;
    workspace.write('Dockerfile', withOwnCaches(one.dockerfile, cold.nonce));
    built = await build(docker, { context: workspace.directory, tag: tagOf(one.id), fresh });
    if (fresh) rememberColdBuild({ ...cold, seconds: built.seconds });
    measured.coldSeconds = cold.seconds ?? built.seconds;
    measured.cold = fresh ? 'measured' : sharesBuild(one, list) ? 'shared' : 'remembered';
  });

  test('starts, answers, is not root and stops', async () => {
    const seen: Behaviour = await observe(docker, needed(built).image, example);
    expect(seen.uids).not.toContain(0);
    expect(seen.stopSeconds).toBeLessThan(STOP_LIMIT);
    Object.assign(measured, { readySeconds: seen.readySeconds, stopSeconds: seen.stopSeconds });
  });

  test('is not larger than its budget', async () => {
    const { bytes } = await inspectImage(docker, needed(built).image);
    measured.megabytes = bytes / 1e6;
    expect(measured.megabytes).toBeLessThanOrEqual(spec.sizeMB[base] ?? 0);
  });

  test('is the image that image.json describes', async () => {
    contents = await contentsOf(docker, needed(built).image, baseImage);
    const described = describeImage(contents, baseImage, spec.sizeMB[base]);
    await expect(`${JSON.stringify(described, null, 2)}\n`).toMatchFileSnapshot(join(folder, 'image.json'));
  });

  test('holds no sources, no secrets and nothing else that must be absent', () => {
    expect(unwanted(needed(contents), spec.absent)).toEqual([]);
    expect(repositoryFiles(needed(contents))).toEqual([]);
  });

  if (base === 'distroless' || base === 'scratch') {
    test('holds no shell and no package manager', () => {
      expect(toolsIn(needed(contents))).toEqual([]);
    });
  }

  test('is rebuilt after a change of one line', async () => {
    needed(built);
    workspace.change();
    const rebuilt = await build(docker, { context: workspace.directory });
    measured.rebuildSeconds = rebuilt.seconds;
    expect(rebuilt.image).not.toBe(built?.image);
    await docker.run(['image', 'rm', rebuilt.image]);
  });

  test('is compared with the naive image', async () => {
    naive.megabytes ??= await buildNaive(example);
    measured.naiveMegabytes = naive.megabytes;
    expect(needed(measured.megabytes)).toBeLessThan(naive.megabytes);
    addResult(measured as Result);
  });
}

/** Whether a base before this one has the same build: its time is then the only one there is. */
function sharesBuild(one: Case, { cases }: CaseList): boolean {
  const before = cases.slice(0, cases.indexOf(one));
  return before.some((other) => coldBuildOf(other).key === coldBuildOf(one).key);
}

/** Megabytes of the single-stage image that people write: everything in, built and started in place. */
async function buildNaive(example: Example): Promise<number> {
  const { image, build: command, start } = example.spec.naive;
  const workspace = new Workspace(example);
  try {
    workspace.write(
      'Dockerfile',
      `FROM ${image}\nWORKDIR /app\nCOPY . .\nRUN ${command}\nCMD ${JSON.stringify(start)}\n`,
    );
    const built = await build(docker, { context: workspace.directory, tag: tagOf(`${example.id}/naive`) });
    return (await inspectImage(docker, built.image)).bytes / 1e6;
  } finally {
    workspace.remove();
  }
}

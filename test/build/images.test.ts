import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { type BuildRequest, type Built, build } from '../../generators/engine/build.js';
import { inspectImage } from '../../generators/engine/image.js';
import { dockerOf } from '../support/bed.js';
import { builtOf, type Case, type CaseList, listCases } from '../support/cases.js';
import { stagesOf } from '../support/dockerfile.js';
import type { Example } from '../support/examples.js';
import { coldBuildOf, rememberColdBuild, withCertificates, withOwnCaches } from './cold.js';
import { Workspace } from './context.js';
import { type Contents, contentsOf, describeImage, repositoryFiles, toolsIn, unwanted } from './facts.js';
import { addNaive, addResult, type Result, readResults } from './results.js';
import { observe, type Seen } from './start.js';

const bed = inject('bed');
const docker = dockerOf(bed);
const { built: lists, unbuilt } = builtOf(await listCases());

/** Seconds that SIGTERM may take: an app that ignores it takes ten. */
const STOP_LIMIT = 5;

/** Milliseconds until a build is given up and begun again: Maven alone waits half an hour for a download that stalls. */
const TRY = 600_000;

const TWO_TRIES = 2 * TRY + 60_000;

/** Makes the changes of this run its own, so that no cache has them. */
const RUN = Date.now().toString(36);

/** A name keeps an image, and with it its layers in the cache, for the next run. */
const tagOf = (id: string) =>
  `create-dockerfile-test/${id.replace(/\/([^/]+)$/, ':$1').replaceAll('+', '-')}`;

describe.each(lists)('$example.id', (list) => {
  test('can be planned', () => {
    expect(list.error).toBeUndefined();
  });

  describe.each(list.cases)('on $label', (one) => {
    testCase(one, list);
  });
});

// Reported as not run, and never as passed.
describe.each(unbuilt)('$example.id', ({ example: { spec }, cases }) => {
  for (const { label } of cases) test.skip(`on ${label} is built: ${spec.build}`);
});

// Only their sizes count, so several at once: most of their time is downloading.
describe.concurrent('the naive image of', { timeout: TWO_TRIES }, () => {
  test.for(lists)('$example.id is larger', async ({ example }, { signal }) => {
    const megabytes = await buildNaive(example, signal);
    addNaive(example.id, megabytes);
    const larger = readResults().cases.filter(
      (result) => result.example === example.id && result.megabytes >= megabytes,
    );
    expect(larger).toEqual([]);
  });
});

function testCase(one: Case, list: CaseList): void {
  const { example, base, label, maxMB, folder } = one;
  const { spec } = example;
  const baseImage = stagesOf(one.dockerfile).at(-1)?.image ?? '';
  const measured: Partial<Result> = { example: example.id, base: label };
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

  test('builds', { timeout: TWO_TRIES }, async ({ signal }) => {
    const cold = coldBuildOf(one);
    const fresh = cold.seconds === undefined;
    workspace.write('Dockerfile', withCertificates(withOwnCaches(one.dockerfile, cold.nonce)));
    built = await buildTagged(one.id, { context: workspace.directory, fresh }, signal);
    if (fresh) rememberColdBuild({ ...cold, seconds: built.seconds });
    measured.coldSeconds = cold.seconds ?? built.seconds;
    measured.cold = fresh ? 'measured' : sharesBuild(one, list) ? 'shared' : 'remembered';
  });

  test('starts, answers, is not root and stops', async () => {
    const seen: Seen = await observe(docker, needed(built).image, example);
    expect(seen.uids).not.toContain(0);
    expect(seen.stopSeconds).toBeLessThan(STOP_LIMIT);
    Object.assign(measured, { readySeconds: seen.readySeconds, stopSeconds: seen.stopSeconds });
  });

  if (servesReadOnly(one, baseImage)) {
    test('serves from a read-only root', async () => {
      const seen = await observe(docker, needed(built).image, example, { readOnly: true });
      expect(seen.uids).not.toContain(0);
      expect(seen.stopSeconds).toBeLessThan(STOP_LIMIT);
    });
  }

  test('is not larger than its budget', async () => {
    const { bytes } = await inspectImage(docker, needed(built).image);
    measured.megabytes = bytes / 1e6;
    expect(measured.megabytes).toBeLessThanOrEqual(maxMB ?? 0);
  });

  test('is the image that image.json describes', async () => {
    contents = await contentsOf(docker, needed(built).image, { name: one.id, base: baseImage });
    const described = describeImage(contents, baseImage, maxMB);
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

  test('is rebuilt after a change of one line', async ({ signal }) => {
    needed(built);
    const cold = coldBuildOf(one);
    workspace.change(`${RUN}${cold.key}`);
    const rebuilt = await build(dockerOf(bed, signal), { context: workspace.directory });
    measured.rebuildSeconds = cold.rebuildSeconds ?? rebuilt.seconds;
    rememberColdBuild({ ...cold, rebuildSeconds: measured.rebuildSeconds });
    expect(rebuilt.image).not.toBe(built?.image);
    await docker.run(['image', 'rm', rebuilt.image]);
    // A case that failed on the way has no row in the table.
    if (measured.readySeconds !== undefined && measured.megabytes !== undefined)
      addResult(measured as Result);
  });
}

/** Servers that write nowhere but to /tmp: nginx as it is set up here, and Java but for Tomcat, which unpacks wars. */
function servesReadOnly({ example, product }: Case, baseImage: string): boolean {
  if (example.spec.probe === undefined) return false;
  const { ecosystem, template } = product.plan;
  return baseImage.startsWith('nginxinc/') || (ecosystem === 'maven' && template.value !== 'maven-war');
}

/**
 * Builds under the test's name for it, and drops what had that name before. A build that outlives its
 * test would hold the locks of its cache mounts against the next one.
 */
async function buildTagged(id: string, request: BuildRequest, signal: AbortSignal): Promise<Built> {
  const tag = tagOf(id);
  const before = (await docker.run(['image', 'inspect', '--format', '{{.Id}}', tag])).stdout.trim();
  const built = await twice(signal, (own) => build(dockerOf(bed, own), { ...request, tag }));
  if (before !== '' && before !== built.image) await docker.run(['image', 'rm', before]);
  return built;
}

/** Does something once more when its time was up. */
async function twice<T>(signal: AbortSignal, run: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const own = AbortSignal.any([signal, AbortSignal.timeout(TRY)]);
  try {
    return await run(own);
  } catch (error) {
    if (signal.aborted || !own.aborted) throw error;
    return run(signal);
  }
}

/** Whether a base before this one has the same build: its time is then the only one there is. */
function sharesBuild(one: Case, { cases }: CaseList): boolean {
  const before = cases.slice(0, cases.indexOf(one));
  return before.some((other) => coldBuildOf(other).key === coldBuildOf(one).key);
}

/** Megabytes of the single-stage image that people write: everything in, built and started in place. */
async function buildNaive(example: Example, signal: AbortSignal): Promise<number> {
  const { image, build: command, start } = example.spec.naive;
  const workspace = new Workspace(example);
  try {
    workspace.write(
      'Dockerfile',
      `FROM ${image}\nWORKDIR /app\nCOPY . .\nRUN ${command}\nCMD ${JSON.stringify(start)}\n`,
    );
    const built = await buildTagged(`${example.id}/naive`, { context: workspace.directory }, signal);
    return (await inspectImage(docker, built.image)).bytes / 1e6;
  } finally {
    workspace.remove();
  }
}

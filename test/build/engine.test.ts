import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, inject, test } from 'vitest';
import { type Built, build } from '../../generators/engine/build.js';
import { requireBuildKit } from '../../generators/engine/check.js';
import {
  removeContainer,
  runToEnd,
  startContainer,
  stateOf,
  stopContainer,
  uidsOf,
} from '../../generators/engine/container.js';
import { inspectImage } from '../../generators/engine/image.js';
import { layersOf } from '../../generators/engine/layers.js';
import { probe } from '../../generators/engine/probe.js';
import { dockerOf } from '../support/bed.js';
import { contentsOf, describeImage, repositoryFiles, toolsIn, unwanted } from './facts.js';
import { BASE } from './setup.js';

// The measure itself is measured: each of these images has one fault, and it has to be seen.

const docker = dockerOf(inject('bed'));
const folder = mkdtempSync(join(tmpdir(), 'create-dockerfile-engine-'));
const containers: string[] = [];

afterEach(async () => {
  for (const container of containers.splice(0)) await removeContainer(docker, container);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let count = 0;

/** Builds an image of these lines on the base image. */
function image(lines: string, files: Record<string, string> = {}): Promise<Built> {
  const context = join(folder, `${count++}`);
  mkdirSync(context);
  for (const [name, text] of Object.entries(files)) writeFileSync(join(context, name), text);
  writeFileSync(join(context, 'Dockerfile'), `FROM ${BASE}\n${lines}\n`);
  return build(docker, { context });
}

async function started(lines: string, ports: number[] = []): Promise<string> {
  const built = await image(lines);
  const container = await startContainer(docker, { image: built.image, ports });
  containers.push(container);
  return container;
}

test('the engine builds with BuildKit', () => requireBuildKit(docker));

test('a build that fails ends with the end of its log', async () => {
  await expect(image('RUN echo the-reason-why && exit 7')).rejects.toThrow(
    /the-reason-why[\s\S]*exit code: 7/,
  );
});

test('a build reports its steps while it runs', async () => {
  const context = join(folder, 'reported');
  mkdirSync(context);
  writeFileSync(join(context, 'Dockerfile'), `FROM ${BASE}\nRUN echo step-by-step\n`);
  let said = '';
  await build(docker, { context, onOutput: (text) => (said += text) });
  expect(said).toContain('step-by-step');
});

describe('a container', () => {
  test('that ends early is reported with its exit code and its log', async () => {
    const container = await started('EXPOSE 8080\nCMD ["sh", "-c", "echo no database >&2; exit 3"]', [8080]);
    await expect(probe(docker, container, { port: 8080, path: '/' }, 5)).rejects.toThrow(
      /exit code 3[\s\S]*no database/,
    );
  });

  test('that does not listen is reported', async () => {
    const container = await started('CMD ["sleep", "60"]', [8080]);
    await expect(probe(docker, container, { port: 8080, path: '/' }, 1)).rejects.toThrow(
      /8080\/ did not answer as expected within 1 s/,
    );
  });

  test('that runs as root is seen as root', async () => {
    expect(await uidsOf(docker, await started('CMD ["sleep", "60"]'))).toEqual([0]);
  });

  test('that runs as a user is seen as that user', async () => {
    expect(await uidsOf(docker, await started('USER 65532:65532\nCMD ["sleep", "60"]'))).toEqual([65532]);
  });

  test('that ignores SIGTERM is killed, and takes that long', async () => {
    const container = await started('CMD ["sleep", "60"]');
    expect(await stopContainer(docker, container, 1)).toBeGreaterThan(0.9);
    expect(await stateOf(docker, container)).toEqual({ running: false, exitCode: 137 });
  });

  test('that cannot start says why', async () => {
    const { image: id } = await image('ENTRYPOINT ["/not-there"]');
    await expect(startContainer(docker, { image: id })).rejects.toThrow(/does not start.*not-there/);
  });

  test('that runs to its end gives its output, its exit code and takes arguments', async () => {
    const { image: id } = await image('ENTRYPOINT ["sh", "-c", "echo $NAME $0; exit 4"]');
    const outcome = await runToEnd(docker, { image: id, env: { NAME: 'a b' }, args: ['c d'] });
    expect(outcome).toMatchObject({ code: 4, stdout: 'a b c d\n' });
  });
});

describe('an image', () => {
  test('tells its configuration and the files of its own layers', async () => {
    const { image: id } = await image(
      'WORKDIR /app\nENV MODE=x\nCOPY --chown=7 main.txt .git.txt ./\nEXPOSE 9090',
      {
        'main.txt': '',
        '.git.txt': '',
      },
    );
    const contents = await contentsOf(docker, id, { name: `engine-${count}`, base: BASE });
    expect(describeImage(contents, BASE, 5)).toMatchObject({
      workdir: '/app',
      env: ['MODE=x'],
      ports: ['9090/tcp'],
      layers: [['app/'], ['app/.git.txt (7)', 'app/main.txt (7)']],
    });
    const { layers } = await inspectImage(docker, id);
    expect(await layersOf(docker, id)).toHaveLength(layers.length);
  });

  test('with sources, secrets or a shell is found out', async () => {
    const { image: id } = await image('COPY . /app/', { 'main.go': '', '.env': '' });
    const contents = await contentsOf(docker, id, { name: `engine-${count}`, base: BASE });
    expect(unwanted(contents, ['**/*.go', 'go.mod'])).toEqual(['app/main.go']);
    expect(repositoryFiles(contents)).toEqual(['app/.env', 'app/Dockerfile']);
    expect(toolsIn(contents)).toContain('bin/sh');
  });

  test('that is not there is an error of one sentence', async () => {
    await expect(inspectImage(docker, 'not-there:1')).rejects.toThrow(/docker image failed: .*not-there/);
  });
});

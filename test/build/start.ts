import { expect } from 'vitest';
import {
  removeContainer,
  runToEnd,
  startContainer,
  stateOf,
  stopContainer,
  uidsOf,
} from '../../generators/engine/container.js';
import type { Docker } from '../../generators/engine/docker.js';
import { inspectImage } from '../../generators/engine/image.js';
import { probe } from '../../generators/engine/probe.js';
import type { Example } from '../support/examples.js';

/** How an image behaves when it runs. */
export interface Behaviour {
  readySeconds: number;
  stopSeconds: number;
  uids: number[];
}

/** Exit code of a process that had to be killed. */
const KILLED = 137;

/** Starts an example's image, asks it what the example says, and stops it. */
export async function observe(
  docker: Docker,
  image: string,
  example: Example,
  options: { readOnly?: boolean } = {},
): Promise<Behaviour> {
  return example.spec.probe === undefined
    ? observeProgram(docker, image, example)
    : observeServer(docker, example, { image, ...options });
}

async function observeServer(
  docker: Docker,
  { spec }: Example,
  request: { image: string; readOnly?: boolean },
): Promise<Behaviour> {
  const { image } = request;
  const { ports } = await inspectImage(docker, image);
  const port = Number.parseInt(ports[0] ?? '', 10);
  const started = performance.now();
  const container = await startContainer(docker, {
    ...request,
    ports: [port],
    ...(spec.env && { env: spec.env }),
  });
  try {
    await probe(docker, container, { port, path: '/', ...spec.probe });
    const readySeconds = (performance.now() - started) / 1000;
    const uids = await uidsOf(docker, container);
    const stopSeconds = await stopContainer(docker, container);
    expect((await stateOf(docker, container)).exitCode).not.toBe(KILLED);
    return { readySeconds, stopSeconds, uids };
  } finally {
    await removeContainer(docker, container);
  }
}

/** A program that prints and ends: it is gone before its user could be looked up, so the image says. */
async function observeProgram(docker: Docker, image: string, { spec }: Example): Promise<Behaviour> {
  const started = performance.now();
  const { code, stdout, stderr } = await runToEnd(docker, {
    image,
    ...(spec.env && { env: spec.env }),
    ...(spec.args && { args: spec.args }),
  });
  expect({ code, stderr }).toEqual({ code: 0, stderr: expect.any(String) });
  expect(stdout).toContain(spec.stdout);
  const { user } = await inspectImage(docker, image);
  return {
    readySeconds: (performance.now() - started) / 1000,
    stopSeconds: 0,
    uids: [Number.parseInt(user, 10)],
  };
}

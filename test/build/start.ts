import { expect } from 'vitest';
import type { Docker } from '../../generators/engine/docker.js';
import { inspectImage } from '../../generators/engine/image.js';
import { type Behaviour, observeProgram, observeServer } from '../../generators/engine/observe.js';
import type { Example } from '../support/examples.js';

export type Seen = Omit<Behaviour, 'answer'>;

/** Starts an example's image, asks it what the example says, and stops it. */
export async function observe(
  docker: Docker,
  image: string,
  example: Example,
  options: { readOnly?: boolean } = {},
): Promise<Seen> {
  const { env, args, probe, stdout } = example.spec;
  const request = { image, ...(env && { env }), ...options };
  const { ports, user } = await inspectImage(docker, image);
  if (probe !== undefined) {
    const port = Number.parseInt(ports[0] ?? '', 10);
    return observeServer(docker, { ...request, ports: [port], probe: { port, ...probe } });
  }
  const program = await observeProgram(docker, { ...request, ...(args && { args }) });
  expect(program.stdout).toContain(stdout);
  // It is gone before its user could be looked up, so the image says.
  return { readySeconds: program.seconds, stopSeconds: 0, uids: [Number.parseInt(user, 10)] };
}

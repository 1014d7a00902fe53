import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { createDocker, type Docker } from '../../generators/engine/docker.js';
import { BED } from './paths.js';

const run = promisify(execFile);

/** How to reach the engine of the tests; plain data, to hand it from the set-up to the tests. */
export interface Bed {
  command: string;
  host: string | undefined;
  /** True when this run started the engine and has to stop it. */
  started: boolean;
}

/** Finds or starts an engine. Throws with the bed's own words when there is none to be had. */
export async function bedUp(): Promise<Bed> {
  const said = await bed(['up']);
  const value = (name: string) => new RegExp(`^export ${name}=(.*)$`, 'm').exec(said)?.[1];
  return {
    command: value('BED_DOCKER') ?? 'docker',
    host: value('DOCKER_HOST'),
    started: value('BED_STARTED') === 'yes',
  };
}

/** Makes sure that base images are in the engine, pulled or built. */
export async function bedImages(names: readonly string[]): Promise<void> {
  if (names.length > 0) await bed(['image', ...names]);
}

/** Stops the engine if it is the bed's; images and caches stay. */
export async function bedDown(): Promise<void> {
  await bed(['down']);
}

/** A docker client for the engine of the bed. A test's own signal ends what it runs when its time is up. */
export function dockerOf({ command, host }: Bed, signal?: AbortSignal): Docker {
  const env = { ...process.env, ...(host !== undefined && { DOCKER_HOST: host }) };
  return createDocker({ command, env, ...(signal !== undefined && { signal }) });
}

async function bed(args: string[]): Promise<string> {
  try {
    const running = run(BED, args, { maxBuffer: 64 * 1024 * 1024 });
    // Its progress: a first run builds base images for minutes.
    running.child.stderr?.pipe(process.stderr, { end: false });
    return (await running).stdout;
  } catch (error) {
    const said = String((error as { stderr?: string }).stderr ?? error).trim();
    throw new Error(
      `the build tests need a Docker engine and base images, and test/bed could not provide them:\n${said}`,
      { cause: error },
    );
  }
}

import { UserError } from '../errors.js';
import {
  logsOf,
  removeContainer,
  runToEnd,
  type StartRequest,
  startContainer,
  stateOf,
  stopContainer,
  uidsOf,
} from './container.js';
import { type Docker, lastLine } from './docker.js';
import { type Answer, type Probe, probe } from './probe.js';

/** How an image behaves when it runs. */
export interface Behaviour {
  /** From the start of the container to the first answer that counts. */
  readySeconds: number;
  stopSeconds: number;
  /** User ids of all its processes. */
  uids: number[];
  answer: Answer;
}

export interface ServerRequest extends StartRequest {
  probe: Probe;
  /** Seconds to wait for an answer, default 60. */
  timeout?: number;
  /** Called while it runs and has answered, with the place where it did. */
  whileRunning?: (url: string) => Promise<void>;
}

/** Exit code of a process that had to be killed. */
const KILLED = 137;

/**
 * Starts a server's image, asks it, looks whose processes run, and stops it. The container is gone afterwards.
 *
 * Throws a UserError with its log when it ends, never answers as expected, or has to be killed to stop.
 */
export async function observeServer(docker: Docker, request: ServerRequest): Promise<Behaviour> {
  const started = performance.now();
  const container = await startContainer(docker, request);
  try {
    const answer = await probe(docker, container, request.probe, request.timeout);
    const readySeconds = (performance.now() - started) / 1000;
    const uids = await uidsOf(docker, container);
    await request.whileRunning?.(answer.url);
    const stopSeconds = await stopContainer(docker, container);
    if ((await stateOf(docker, container)).exitCode === KILLED) {
      throw new UserError(`it does not stop on SIGTERM: it was killed after ${stopSeconds.toFixed(1)} s`);
    }
    return { readySeconds, stopSeconds, uids, answer };
  } finally {
    await removeContainer(docker, container);
  }
}

export interface ProgramRun {
  seconds: number;
  stdout: string;
}

/**
 * Runs the image of a program that prints and ends.
 *
 * Throws a UserError when it ends with another code than 0.
 */
export async function observeProgram(docker: Docker, request: StartRequest): Promise<ProgramRun> {
  const started = performance.now();
  const { code, stdout, stderr } = await runToEnd(docker, request);
  const seconds = (performance.now() - started) / 1000;
  if (code !== 0) throw new UserError(`it ends with code ${code}: ${lastLine(stderr)}`);
  return { seconds, stdout };
}

/** How a program ran that nobody can ask: it listens nowhere. */
export interface Watched {
  /** `ends`: with code 0; `runs`: it was still running. */
  outcome: 'ends' | 'runs';
  seconds: number;
  /** The last line that it printed. */
  printed: string;
  uids?: number[];
  stopSeconds?: number;
}

/** Seconds after which a program that has not ended is taken to be one that keeps running. */
const SETTLED = 5;

/**
 * Starts the image of a program that listens nowhere, until it ends or has run for some seconds. The container is gone
 * afterwards.
 *
 * Throws a UserError with its log when it ends with another code than 0.
 */
export async function watchProgram(docker: Docker, request: StartRequest): Promise<Watched> {
  const started = performance.now();
  const seconds = () => (performance.now() - started) / 1000;
  const container = await startContainer(docker, request);
  try {
    while (seconds() < SETTLED) {
      const { running, exitCode } = await stateOf(docker, container);
      const took = seconds();
      if (running) {
        await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
        continue;
      }
      const log = await logsOf(docker, container);
      if (exitCode !== 0)
        throw new UserError(`the container ended with exit code ${exitCode}\n${log.slice(-LOG_CHARACTERS)}`);
      return { outcome: 'ends', seconds: took, printed: lastLine(log) };
    }
    const uids = await uidsOf(docker, container);
    const printed = lastLine(await logsOf(docker, container));
    const stopSeconds = await stopContainer(docker, container);
    return { outcome: 'runs', seconds: SETTLED, printed, uids, stopSeconds };
  } finally {
    await removeContainer(docker, container);
  }
}

const PAUSE_MS = 100;
const LOG_CHARACTERS = 3_000;

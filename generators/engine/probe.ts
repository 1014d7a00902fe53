import { get } from 'node:http';
import { UserError } from '../errors.js';
import { type ContainerState, logsOf, stateOf, urlOf } from './container.js';
import type { Docker } from './docker.js';

export interface Probe {
  port: number;
  path: string;
  /** The status to wait for; without one any answer counts. */
  status?: number;
  /** Text that the body has to contain. */
  body?: string;
  /** True where an answer in another protocol counts too, with status 0: gRPC, a line of text. */
  anyProtocol?: boolean;
}

export interface Answer {
  status: number;
  body: string;
  /** Where it was asked, as seen from here. */
  url: string;
  /** From the first attempt to the answer. */
  seconds: number;
}

const PAUSE_MS = 50;
const ATTEMPT_MS = 5_000;
const LOG_CHARACTERS = 3_000;

/**
 * Asks a container over HTTP until it answers as expected.
 *
 * - `timeout`: seconds to wait for that.
 *
 * Throws a UserError with the container's log when it ends early or never answers so.
 */
export async function probe(docker: Docker, container: string, wanted: Probe, timeout = 60): Promise<Answer> {
  const url = new URL(wanted.path, await urlOrLog(docker, container, wanted.port)).href;
  const started = performance.now();
  const seconds = () => (performance.now() - started) / 1000;
  let last: string = 'nothing listens there';
  for (let attempt = 0; seconds() < timeout; attempt++) {
    const answer = await ask(url, Math.min(ATTEMPT_MS, 1000 * (timeout - seconds())));
    if (typeof answer !== 'string') {
      last = mismatch(answer, wanted) ?? '';
      if (last === '') return { ...answer, url, seconds: seconds() };
    } else if (wanted.anyProtocol === true && NO_HTTP.test(answer)) {
      return { status: 0, body: '', url, seconds: seconds() };
    } else last = answer;
    // Once in a while is enough: asking the engine costs more than asking the app.
    if (attempt % 10 === 9) await requireRunning(docker, container);
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
  await requireRunning(docker, container);
  throw new UserError(
    `port ${wanted.port}${wanted.path} did not answer as expected within ${timeout} s: ${last}\n${await endOfLog(docker, container)}`,
  );
}

/** What Node.js calls bytes that are no HTTP: something answered. */
const NO_HTTP = /^HPE_/;

/** Asks once, and follows no redirect. Of an attempt that fails the reason is returned, the code of the system before it. */
function ask(url: string, limit: number): Promise<Omit<Answer, 'seconds' | 'url'> | string> {
  return new Promise((done) => {
    // Not fetch: of a connection that is closed at once it may never hear.
    const request = get(url, { agent: false, timeout: Math.max(1, Math.ceil(limit)) }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (piece: string) => {
        if (body.length < MOST_READ) body += piece;
      });
      response.on('end', () => done({ status: response.statusCode ?? 0, body }));
      response.on('error', (error) => done(error.message));
    });
    request.on('timeout', () => request.destroy(new Error('it does not answer')));
    request.on('error', (error: NodeJS.ErrnoException) => {
      done(error.code?.startsWith('HPE_') ? `${error.code}: ${error.message}` : error.message);
    });
  });
}

/** Letters of a body that are kept. */
const MOST_READ = 1_000_000;

function mismatch(answer: Omit<Answer, 'seconds' | 'url'>, { status, body }: Probe): string | undefined {
  if (status !== undefined && answer.status !== status) return `status ${answer.status} instead of ${status}`;
  if (body !== undefined && !answer.body.includes(body)) {
    return `the body has no ${JSON.stringify(body)}: ${JSON.stringify(answer.body.slice(0, 200))}`;
  }
  return undefined;
}

async function urlOrLog(docker: Docker, container: string, port: number): Promise<string> {
  await requireRunning(docker, container);
  try {
    return await urlOf(docker, container, port);
  } catch (error) {
    // A container that has ended in between has no published ports any more: its own log says why.
    await requireRunning(docker, container);
    throw error;
  }
}

async function requireRunning(docker: Docker, container: string): Promise<void> {
  const { running, exitCode }: ContainerState = await stateOf(docker, container);
  if (running) return;
  throw new UserError(`the container ended with exit code ${exitCode}\n${await endOfLog(docker, container)}`);
}

async function endOfLog(docker: Docker, container: string): Promise<string> {
  return (await logsOf(docker, container)).slice(-LOG_CHARACTERS).trimEnd();
}

import { UserError } from '../errors.js';
import { type Docker, lastLine, type Outcome } from './docker.js';

export interface StartRequest {
  image: string;
  /** Container environment. */
  env?: Record<string, string>;
  /** Ports of the container to publish on free ports of the engine's machine. */
  ports?: readonly number[];
  /** Arguments after the image: they replace CMD. */
  args?: readonly string[];
  /** What `docker run --volume` takes: `/home/me/app:/src`, or a path alone for a volume of its own. */
  volumes?: readonly string[];
  /** Its name; without one the engine makes one up. */
  name?: string;
  /** What else `docker run` is given: `--init`, `--env-file`, `.env`. */
  flags?: readonly string[];
  /** Makes the root file system read-only, with a `/tmp` in memory. */
  readOnly?: boolean;
}

export interface ContainerState {
  running: boolean;
  exitCode: number;
}

/** Starts a container in the background; returns its id. Throws a UserError when it cannot start. */
export async function startContainer(docker: Docker, request: StartRequest): Promise<string> {
  const publish = (request.ports ?? []).flatMap((port) => ['--publish', published(docker, port)]);
  const outcome = await docker.run(['run', '--detach', ...publish, ...runArguments(request)]);
  if (outcome.code !== 0) {
    throw new UserError(`the container does not start: ${lastLine(outcome.stderr)}`);
  }
  return outcome.stdout.trim();
}

/** Runs a container until it ends by itself, and removes it. */
export function runToEnd(docker: Docker, request: StartRequest): Promise<Outcome> {
  return docker.run(['run', '--rm', ...runArguments(request)]);
}

function runArguments(request: StartRequest): string[] {
  const { image, env = {}, args = [], volumes = [], flags = [], readOnly = false, name } = request;
  const named = name === undefined ? [] : ['--name', name];
  const variables = Object.entries(env).flatMap(([name, value]) => ['--env', `${name}=${value}`]);
  const mounts = volumes.flatMap((volume) => ['--volume', volume]);
  const locked = readOnly ? ['--read-only', '--tmpfs', '/tmp'] : [];
  return [...named, ...variables, ...mounts, ...flags, ...locked, image, ...args];
}

/** On this machine the loopback address only; a port on another machine has to be reachable. */
function published(docker: Docker, port: number): string {
  return docker.address === '127.0.0.1' ? `127.0.0.1::${port}` : `${port}`;
}

/** `http://127.0.0.1:32768`, where a port of the container is reached. */
export async function urlOf(docker: Docker, container: string, port: number): Promise<string> {
  const mapped = await docker.text(['port', container, `${port}/tcp`]);
  const number = mapped.split('\n')[0]?.split(':').at(-1);
  return `http://${docker.address}:${number}`;
}

/** Whether it runs, and the exit code if not. */
export async function stateOf(docker: Docker, container: string): Promise<ContainerState> {
  const text = await docker.text([
    'inspect',
    '--format',
    '{{.State.Running}} {{.State.ExitCode}}',
    container,
  ]);
  const [running, exitCode] = text.split(' ');
  return { running: running === 'true', exitCode: Number(exitCode) };
}

/** Everything it has printed, both streams. */
export async function logsOf(docker: Docker, container: string): Promise<string> {
  const { stdout, stderr } = await docker.run(['logs', container]);
  return stdout + stderr;
}

/** Numeric user ids of all processes in a running container, as the kernel has them. */
export async function uidsOf(docker: Docker, container: string): Promise<number[]> {
  const table = await docker.text(['top', container, '-eo', 'pid,uid']);
  const uids = table
    .split('\n')
    .slice(1)
    .map((line) => Number(line.trim().split(/\s+/)[1]));
  return [...new Set(uids)];
}

/** Sends SIGTERM, and SIGKILL after `grace` seconds. Returns how long it took to end. */
export async function stopContainer(docker: Docker, container: string, grace = 10): Promise<number> {
  const started = performance.now();
  await docker.text(['stop', '--time', `${grace}`, container]);
  return (performance.now() - started) / 1000;
}

/** Removes a container, running or not. Never throws: there may be nothing left to remove. */
export async function removeContainer(docker: Docker, container: string): Promise<void> {
  await docker.run(['rm', '--force', '--volumes', container]);
}

import { spawn } from 'node:child_process';
import { UserError } from '../errors.js';

/** What a docker command did: nothing here is an error yet. */
export interface Outcome {
  code: number;
  stdout: string;
  stderr: string;
}

export interface RunOptions {
  /** Text for its standard input. */
  input?: string;
  /** Called with every piece of its output, both streams. */
  onOutput?: (text: string) => void;
  /** Takes its standard output instead of {@link Outcome.stdout}, for what is too large for a string. */
  onStdout?: (stream: NodeJS.ReadableStream) => Promise<void>;
}

/** The docker command line client, always with BuildKit. Arguments never pass through a shell. */
export interface Docker {
  /** Where ports of containers are published: `127.0.0.1` unless the engine is on another machine. */
  readonly address: string;
  /** Runs a docker command to its end, whatever its exit code. */
  run(args: readonly string[], options?: RunOptions): Promise<Outcome>;
  /** Standard output of a command that has to succeed. Throws a UserError with its complaint. */
  text(args: readonly string[]): Promise<string>;
}

export interface DockerOptions {
  /** The environment to run in; `DOCKER_HOST` and its kin are read from it. */
  env: Record<string, string | undefined>;
  /** The client, default `docker`. */
  command?: string;
  /** Where the engine is, when `DOCKER_HOST` does not say it: the endpoint of a context. */
  endpoint?: string;
  /** Ends every running command when it aborts. */
  signal?: AbortSignal;
}

/**
 * A docker client. Nothing runs yet.
 *
 * Its commands throw a UserError when the client is not installed.
 */
export function createDocker(options: DockerOptions): Docker {
  const run = (args: readonly string[], how: RunOptions = {}) => execute(options, args, how);
  return {
    address: addressOf(options.env.DOCKER_HOST || options.endpoint),
    run,
    async text(args) {
      const outcome = await run(args);
      if (outcome.code !== 0) {
        throw new UserError(`docker ${args[0]} failed: ${lastLine(outcome.stderr)}`, {
          hint: `The command was: docker ${args.join(' ')}`,
        });
      }
      return outcome.stdout.trim();
    },
  };
}

function execute(options: DockerOptions, args: readonly string[], how: RunOptions): Promise<Outcome> {
  const command = options.command ?? 'docker';
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      env: { ...options.env, DOCKER_BUILDKIT: '1', BUILDKIT_PROGRESS: 'plain', DOCKER_CLI_HINTS: 'false' },
      stdio: [how.input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
      signal: options.signal,
    });
    child.on('error', (error: NodeJS.ErrnoException) => reject(spawnError(error, command)));

    const texts = { stdout: '', stderr: '' };
    const collect = (name: 'stdout' | 'stderr') => {
      child[name]?.setEncoding('utf8').on('data', (piece: string) => {
        texts[name] += piece;
        how.onOutput?.(piece);
      });
    };
    collect('stderr');
    let consumed: Promise<void> = Promise.resolve();
    if (how.onStdout !== undefined && child.stdout !== null) consumed = how.onStdout(child.stdout);
    else collect('stdout');
    consumed.catch(reject);

    // An engine that refuses early closes the pipe; its exit code and complaint tell why.
    child.stdin?.on('error', () => {});
    child.stdin?.end(how.input);
    child.on('close', (code) => {
      consumed.then(() => resolve({ code: code ?? 1, ...texts }), reject);
    });
  });
}

function spawnError(error: NodeJS.ErrnoException, command: string): Error {
  if (error.code !== 'ENOENT' && error.code !== 'EACCES') return error;
  return new UserError(`the Docker client "${command}" was not found`, {
    hint: 'Install Docker, or a client that takes the same commands, and run this again.',
    cause: error,
  });
}

/** The host part of `tcp://` and `ssh://` addresses: ports are published over there. */
function addressOf(host: string | undefined): string {
  const match = /^(?:tcp|ssh|https?):\/\/(?:[^@/]*@)?(\[[^\]]+\]|[^:/]+)/.exec(host ?? '');
  return match?.[1] ?? '127.0.0.1';
}

/** The last line that says something, for an error of one sentence. */
export function lastLine(text: string): string {
  return text.trim().split('\n').at(-1)?.trim() || 'it gave no reason';
}

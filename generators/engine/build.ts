import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UserError } from '../errors.js';
import type { Docker } from './docker.js';

export interface BuildRequest {
  /** Directory of the build context. */
  context: string;
  /** The Dockerfile, when it is not `Dockerfile` in the context. */
  dockerfile?: string;
  tag?: string;
  target?: string;
  /** Runs every step again; cache mounts keep their contents. */
  fresh?: boolean;
  /** What else the build is given: `--secret`, `id=netrc,src=/home/me/.netrc`. */
  flags?: readonly string[];
  /** Called with the build's output as it comes. */
  onOutput?: (text: string) => void;
}

export interface Built {
  /** `sha256:…`, what every other docker command takes. */
  image: string;
  seconds: number;
  log: string;
}

/** A build that ended without an image, with all that it has printed. */
export class BuildFailure extends UserError {
  constructor(
    context: string,
    readonly log: string,
  ) {
    super(`docker build failed in ${context}\n${tail(log)}`, {
      hint: 'The lines above are the end of its log.',
    });
  }
}

/** How much of a failed build's log goes into the error. */
const TAIL_LINES = 25;

/**
 * Builds an image.
 *
 * Throws a BuildFailure with the end of the build's log when the build fails.
 */
export async function build(docker: Docker, request: BuildRequest): Promise<Built> {
  const folder = await mkdtemp(join(tmpdir(), 'create-dockerfile-build-'));
  const idFile = join(folder, 'id');
  const started = performance.now();
  try {
    const { code, stdout, stderr } = await docker.run(
      buildArguments(request, idFile),
      request.onOutput === undefined ? {} : { onOutput: request.onOutput },
    );
    const log = stdout + stderr;
    if (code !== 0) {
      throw new BuildFailure(request.context, log);
    }
    const image = (await readFile(idFile, 'utf8')).trim();
    return { image, seconds: (performance.now() - started) / 1000, log };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function buildArguments(request: BuildRequest, idFile: string): string[] {
  const args = ['build', '--iidfile', idFile, ...(request.flags ?? [])];
  if (request.dockerfile !== undefined) args.push('--file', request.dockerfile);
  if (request.tag !== undefined) args.push('--tag', request.tag);
  if (request.target !== undefined) args.push('--target', request.target);
  if (request.fresh === true) args.push('--no-cache');
  return [...args, request.context];
}

function tail(log: string): string {
  return log.trimEnd().split('\n').slice(-TAIL_LINES).join('\n');
}

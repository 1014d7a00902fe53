import { UserError } from '../errors.js';
import { type Docker, lastLine, type Outcome } from './docker.js';

/**
 * Makes sure that the engine answers and builds with BuildKit. Proved by a build: a client without
 * BuildKit falls back to the classic builder without a word.
 *
 * Throws a UserError that says what to install or start.
 */
export async function requireBuildKit(docker: Docker): Promise<void> {
  const version = await serverVersion(docker);
  if (version.code !== 0) {
    throw new UserError(`no Docker engine answers: ${lastLine(version.stderr)}`, {
      hint: 'Start Docker (or set DOCKER_HOST to a running engine) and run this again.',
    });
  }
  await requireMounts(docker);
}

/** What the engine behind a client says of its version. */
export function serverVersion(docker: Docker): Promise<Outcome> {
  return docker.run(['version', '--format', '{{.Server.Version}}']);
}

/** The half of {@link requireBuildKit} that needs an engine which answers. Throws a UserError with the id no-buildkit. */
export async function requireMounts(docker: Docker): Promise<void> {
  const build = await docker.run(['build', '--output', 'type=tar,dest=-', '-'], {
    input: 'FROM scratch\nWORKDIR /\n',
  });
  if (build.code !== 0) {
    throw new UserError('this Docker client cannot build with BuildKit, which cache mounts need', {
      id: 'no-buildkit',
      hint: 'Install the buildx plugin (package docker-buildx-plugin or docker-buildx).',
    });
  }
}

import { UserError } from '../errors.js';
import { type Docker, lastLine } from './docker.js';

/**
 * Makes sure that the engine answers and builds with BuildKit. Proved by a build: a client without
 * BuildKit falls back to the classic builder without a word.
 *
 * Throws a UserError that says what to install or start.
 */
export async function requireBuildKit(docker: Docker): Promise<void> {
  const version = await docker.run(['version', '--format', '{{.Server.Version}}']);
  if (version.code !== 0) {
    throw new UserError(`no Docker engine answers: ${lastLine(version.stderr)}`, {
      hint: 'Start Docker (or set DOCKER_HOST to a running engine) and run this again.',
    });
  }
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

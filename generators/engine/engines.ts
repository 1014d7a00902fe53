import { UserError } from '../errors.js';
import { requireMounts, serverVersion } from './check.js';
import { createDocker, type Docker, lastLine } from './docker.js';

/** A command line client that builds and starts containers here. */
export interface Engine {
  docker: Docker;
  /** The same, for what is to be done though the signal has come. */
  withoutSignal: Docker;
  /** `docker 29.1.2` */
  title: string;
}

/** Clients that take the same commands, the likeliest first. */
const CLIENTS = ['docker', 'podman'] as const;

/**
 * The first engine that answers: Docker where it builds with BuildKit, else Podman, which builds with Buildah.
 *
 * - `signal` ends what is running when it aborts.
 *
 * Throws a UserError that names what was looked for and what each said.
 */
export async function findEngine(
  env: Record<string, string | undefined>,
  signal?: AbortSignal,
): Promise<Engine> {
  const complaints: string[] = [];
  for (const command of CLIENTS) {
    const docker = createDocker({ env, command, ...(signal && { signal }) });
    try {
      const version = await serverVersion(docker);
      if (version.code !== 0) throw new UserError(lastLine(version.stderr));
      if (command === 'docker') await requireMounts(docker);
      return {
        docker,
        withoutSignal: createDocker({ env, command }),
        title: `${command} ${version.stdout.trim()}`.trim(),
      };
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      complaints.push(`${command}: ${error.message}`);
      // It answers, and is to be told what it lacks; another one would hide that.
      if (error.id === 'no-buildkit') throw error;
    }
  }
  throw new UserError('there is no engine to build and start the image with', {
    id: 'no-engine',
    hint: `Looked for ${CLIENTS.join(' and ')}.\n${complaints.join('\n')}\nStart Docker or Podman, or set DOCKER_HOST to an engine that runs, and try again.`,
  });
}

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
    const plain = createDocker({ env, command, ...(signal && { signal }) });
    try {
      const version = await serverVersion(plain);
      if (version.code !== 0) throw new UserError(lastLine(version.stderr));
      if (command === 'docker') await requireMounts(plain);
      const endpoint = command === 'docker' && !env.DOCKER_HOST ? await endpointOf(plain) : undefined;
      const where = { env, command, ...(endpoint && { endpoint }) };
      return {
        docker: createDocker({ ...where, ...(signal && { signal }) }),
        withoutSignal: createDocker(where),
        title: `${command} ${version.stdout.trim()}`.trim(),
      };
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      complaints.push(`${command}: ${error.message}`);
      // It answers, and is to be told what it lacks; another one would hide that.
      if (error.id === 'no-buildkit') throw error;
    }
  }
  const alone = (await builds(env))
    ? 'Buildah is here, which builds images and starts none: install Podman beside it, which builds with it.\n'
    : '';
  throw new UserError('there is no engine to build and start the image with', {
    id: 'no-engine',
    hint: `Looked for ${CLIENTS.join(' and ')}.\n${complaints.join('\n')}\n${alone}Start Docker or Podman, or set DOCKER_HOST to an engine that runs, and try again.`,
  });
}

/** Whether Buildah is installed: https://github.com/containers/buildah#buildah-and-podman-relationship */
async function builds(env: Record<string, string | undefined>): Promise<boolean> {
  const version = await createDocker({ env, command: 'buildah' })
    .run(['--version'])
    .catch(() => undefined);
  return version?.code === 0;
}

/**
 * Where the context in use has its engine: `ssh://me@build.example.com`. Ports of containers are published over there.
 * https://docs.docker.com/engine/manage-resources/contexts/
 */
async function endpointOf(docker: Docker): Promise<string | undefined> {
  const { code, stdout } = await docker.run(['context', 'inspect', '--format', '{{.Endpoints.docker.Host}}']);
  return code === 0 ? stdout.trim() : undefined;
}

/** Milliseconds that an engine has to answer a question nobody has asked for. */
const PATIENCE_MS = 2_000;

/** Whether an engine is there to verify with: asked before it is offered, so an engine that is slow to answer counts as none. */
export async function engineAnswers(env: Record<string, string | undefined>): Promise<boolean> {
  for (const command of CLIENTS) {
    const docker = createDocker({ env, command, signal: AbortSignal.timeout(PATIENCE_MS) });
    const version = await serverVersion(docker).catch(() => undefined);
    if (version?.code === 0) return true;
  }
  return false;
}

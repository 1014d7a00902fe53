import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Project } from '../project/project.js';
import { digestOf } from '../registry/digest.js';
import { loginsIn } from '../registry/logins.js';
import { digestsIn, imagesIn, withDigests } from '../registry/pinned.js';
import type { OutputFile } from '../render/render.js';
import type { World } from './world.js';

/** What pinning depends on. */
export interface PinRun {
  project: Project;
  /** True where the registries are asked; else what is written already stays. */
  asks: boolean;
  world: World;
}

/**
 * The files with a digest beside every tag of their Dockerfiles.
 *
 * Throws a UserError where a registry cannot be asked, or does not have an image.
 */
export async function pinned(files: readonly OutputFile[], run: PinRun): Promise<OutputFile[]> {
  const dockerfiles = files.filter(isDockerfile);
  const digests = run.asks
    ? await asked(
        dockerfiles.flatMap(({ contents }) => imagesIn(contents)),
        run.world,
      )
    : new Map(dockerfiles.flatMap(({ path }) => [...digestsIn(run.project.read(path) ?? '')]));
  return files.map((file) =>
    isDockerfile(file) ? { ...file, contents: withDigests(file.contents, digests) } : file,
  );
}

function isDockerfile({ path }: OutputFile): boolean {
  return /(^|\/)Dockerfile$/.test(path);
}

async function asked(images: readonly string[], { env }: World): Promise<Map<string, string>> {
  const logins = loginsIn(env.DOCKER_CONFIG ?? join(homedir(), '.docker'));
  const asking = { fetch: globalThis.fetch, login: (registry: string) => logins.get(registry) };
  const pairs = [...new Set(images)].map(async (image) => [image, await digestOf(image, asking)] as const);
  return new Map(await Promise.all(pairs));
}

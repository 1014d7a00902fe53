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
  /** Asks a registry for the digest of an image; absent where what is written already stays. */
  ask?: Ask | undefined;
}

type Ask = (image: string) => Promise<string>;

/**
 * The files with a digest beside every tag of their Dockerfiles.
 *
 * Throws a UserError where a registry cannot be asked, or does not have an image.
 */
export async function pinned(files: readonly OutputFile[], run: PinRun): Promise<OutputFile[]> {
  const dockerfiles = files.filter(isDockerfile);
  const { ask } = run;
  const digests = ask
    ? await asked(
        dockerfiles.flatMap(({ contents }) => imagesIn(contents)),
        ask,
      )
    : new Map(dockerfiles.flatMap(({ path }) => [...digestsIn(run.project.read(path) ?? '')]));
  return files.map((file) =>
    isDockerfile(file) ? { ...file, contents: withDigests(file.contents, digests) } : file,
  );
}

function isDockerfile({ path }: OutputFile): boolean {
  return /(^|\/)Dockerfile$/.test(path);
}

async function asked(images: readonly string[], ask: Ask): Promise<Map<string, string>> {
  const pairs = images.map(async (image) => [image, await ask(image)] as const);
  return new Map(await Promise.all(pairs));
}

/** Asks the registries with the logins of this user, for each image once. */
export function registries({ env }: World): Ask {
  const logins = loginsIn(env.DOCKER_CONFIG ?? join(homedir(), '.docker'));
  const asking = { fetch: globalThis.fetch, login: (registry: string) => logins.get(registry) };
  const known = new Map<string, Promise<string>>();
  return (image) => {
    const digest = known.get(image) ?? digestOf(image, asking);
    known.set(image, digest);
    return digest;
  };
}

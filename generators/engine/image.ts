import type { Docker } from './docker.js';

/** What an image says about itself. */
export interface ImageFacts {
  id: string;
  /** Uncompressed, in bytes, as `docker images` counts it. */
  bytes: number;
  user: string;
  workdir: string;
  entrypoint: string[];
  cmd: string[];
  /** `NAME=value` */
  env: string[];
  /** `8080/tcp` */
  ports: string[];
  /** Digests of its layers, the lowest first. */
  layers: string[];
}

interface Inspected {
  Id: string;
  Size: number;
  Config: {
    User?: string;
    WorkingDir?: string;
    Entrypoint?: string[] | null;
    Cmd?: string[] | null;
    Env?: string[] | null;
    ExposedPorts?: Record<string, unknown> | null;
  };
  RootFS: { Layers?: string[] | null };
}

/** Reads the configuration of an image that is in the engine. Throws a UserError when it is not. */
export async function inspectImage(docker: Docker, image: string): Promise<ImageFacts> {
  const [found] = JSON.parse(await docker.text(['image', 'inspect', image])) as [Inspected];
  const config = found.Config;
  return {
    id: found.Id,
    bytes: found.Size,
    user: config.User ?? '',
    workdir: config.WorkingDir ?? '',
    entrypoint: config.Entrypoint ?? [],
    cmd: config.Cmd ?? [],
    env: config.Env ?? [],
    ports: Object.keys(config.ExposedPorts ?? {}).sort(),
    layers: found.RootFS.Layers ?? [],
  };
}

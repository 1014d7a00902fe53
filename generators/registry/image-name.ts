/** The parts of an image's name: https://docs.docker.com/reference/cli/docker/image/tag/ */
export interface ImageName {
  /** `docker.io` where none is written. */
  registry: string;
  /** With the `library/` that Docker Hub's own images have. */
  repository: string;
  tag: string;
  /** `sha256:…`, where it is pinned. */
  digest?: string;
}

/** Takes the name of an image apart: `golang:1.27` is `docker.io/library/golang:1.27`. */
export function imageName(image: string): ImageName {
  const [name = '', digest] = image.split('@');
  const parts = name.split('/');
  const hosted = parts.length > 1 && /[.:]|^localhost$/.test(parts[0] ?? '');
  const registry = hosted ? (parts.shift() ?? '') : 'docker.io';
  const [path = '', tag = 'latest'] = parts.join('/').split(':');
  const repository = registry === 'docker.io' && !path.includes('/') ? `library/${path}` : path;
  return { registry, repository, tag, ...(digest !== undefined && { digest }) };
}

import { below } from '../project/paths.js';
import { shellWord } from '../project/shell.js';

/** Where the Dockerfile of an app stands when every app of the repository has one: `apps/web/Dockerfile`. */
export function dockerfileOf(app: string): string {
  return below(app, 'Dockerfile');
}

/**
 * Where the ignore file of that Dockerfile stands. BuildKit takes `Dockerfile.dockerignore` beside the Dockerfile before the one of
 * the build context: https://docs.docker.com/build/concepts/context/#filename-and-location
 */
export function ignoreFileFor(app: string): string {
  return app === '.' ? '.dockerignore' : `${dockerfileOf(app)}.dockerignore`;
}

/** What tells `docker build` of that Dockerfile, to stand before its other words: `-f apps/web/Dockerfile `; empty at the root. */
export function fileFlag(app: string): string {
  return app === '.' ? '' : `-f ${shellWord(dockerfileOf(app))} `;
}

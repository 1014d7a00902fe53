import { ignoreMatcher } from '../project/dockerignore.js';
import { below, directoryOf, within } from '../project/paths.js';
import type { Project } from '../project/project.js';
import { wildcard } from '../project/wildcard.js';
import type { Presence } from './tree.js';

/** The build context, as the .dockerignore leaves it. */
export interface BuildContext {
  /** What a path of the context is; `ignored` when it is there and kept out. */
  look(path: string): Exclude<Presence, 'unknown'> | 'ignored';
  /** The paths that a source of COPY names: itself, or what its wildcards match. */
  expand(source: string): string[];
  read(path: string): string | undefined;
}

/** In a larger directory something is taken to be kept. */
const MOST_LOOKED_AT = 5_000;

/**
 * - `generated`: files that are written beside the Dockerfile, whatever is there now.
 */
export function contextOf(
  project: Project,
  dockerignore: string,
  generated: readonly string[],
): BuildContext {
  const ignore = ignoreMatcher(dockerignore);
  /** A directory that is ignored is still there when something below it is kept. */
  const holdsKept = (path: string) => {
    if (!/^[ \t]*!/m.test(dockerignore)) return false;
    let looked = 0;
    for (const file of project.walk(path)) {
      if (!ignore.ignores(file)) return true;
      if (++looked === MOST_LOOKED_AT) return true;
    }
    return false;
  };
  const isThere = (path: string): 'file' | 'directory' | 'absent' =>
    generated.includes(path) || project.has(path)
      ? 'file'
      : project.hasDirectory(path)
        ? 'directory'
        : 'absent';
  return {
    look(path) {
      const inside = within('.', path);
      if (inside === undefined) return 'absent';
      if (inside === '.') return 'directory';
      const kind = isThere(inside);
      if (kind === 'absent' || !ignore.ignores(inside)) return kind;
      return kind === 'directory' && holdsKept(inside) ? kind : 'ignored';
    },
    expand(source) {
      const inside = within('.', source) ?? source;
      return /[*?[]/.test(inside) ? matching(project, inside) : [inside];
    },
    read: (path) => project.read(path),
  };
}

/** Paths that match a pattern with wildcards, segment by segment, as Go's filepath.Match has it. */
function matching(project: Project, pattern: string): string[] {
  const parent = directoryOf(pattern);
  const parents = /[*?[]/.test(parent) ? matching(project, parent) : [parent];
  const segment = pattern.slice(pattern.lastIndexOf('/') + 1);
  const expression = wildcard(segment);
  return parents.flatMap((directory) =>
    project
      .entries(directory)
      .filter(({ name }) => expression.test(name))
      .map(({ name }) => below(directory, name)),
  );
}

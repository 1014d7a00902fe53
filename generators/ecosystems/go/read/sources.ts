import { below } from '../../../project/paths.js';
import type { Project } from '../../../project/project.js';
import { parseSource, type Source } from './source.js';

/** The go files of a package that are compiled for Linux with these tags, with or without cgo. */
export function sourcesOf(
  project: Project,
  dir: string,
  names: readonly string[],
  tags: readonly string[] = [],
): Source[] {
  return names.flatMap((name) => {
    const path = below(dir, name);
    const text = project.read(path);
    const source = text === undefined ? undefined : parseSource(path, text, tags);
    return source !== undefined && (source.compiled.cgo || source.compiled.pure) ? [source] : [];
  });
}

import { below } from '../../../project/paths.js';
import type { Project } from '../../../project/project.js';
import { isCompiled } from './constraint.js';
import { parseSource, type Source } from './source.js';

/** A Go file as a build sees it. */
export interface CompiledSource extends Source {
  /** Compiled when cgo is on, and when it is off. */
  compiled: { cgo: boolean; pure: boolean };
}

/** A Go file of the repository, parsed once; undefined where it cannot be read. */
export function sourceAt(project: Project, path: string): Source | undefined {
  return project.once('go-source', path, () => {
    const text = project.read(path);
    return text === undefined ? undefined : parseSource(path, text);
  });
}

/** The Go files of a package that are compiled for Linux with these tags, with or without cgo. */
export function sourcesOf(
  project: Project,
  dir: string,
  names: readonly string[],
  tags: readonly string[] = [],
): CompiledSource[] {
  return names.flatMap((name) => {
    const source = sourceAt(project, below(dir, name));
    if (source === undefined) return [];
    const compiled = {
      cgo: isCompiled(name, source.constraint, { cgo: true, tags }),
      pure: isCompiled(name, source.constraint, { cgo: false, tags }),
    };
    return compiled.cgo || compiled.pure ? [{ ...source, compiled }] : [];
  });
}

/** The names of the Go files in a directory that are no tests. */
export function goFilesIn(project: Project, dir: string): string[] {
  return project
    .entries(dir)
    .filter(({ kind, name }) => kind === 'file' && name.endsWith('.go') && !name.endsWith('_test.go'))
    .map(({ name }) => name);
}

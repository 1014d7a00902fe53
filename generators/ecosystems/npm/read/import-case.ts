import { type Evidence, lineAt, place } from '../../../project/evidence.js';
import { localModule } from '../../../project/node-files.js';
import { below, directoryOf, within } from '../../../project/paths.js';
import type { Project } from '../../../project/project.js';
import type { SourceFile } from './source.js';

/** An import that means a file by letters of another case: found on macOS and Windows, and not on Linux. */
export interface CaseMismatch {
  specifier: string;
  /** What the file is called. */
  file: string;
  from: Evidence;
}

const IMPORT =
  /^[^\r\n\u2028\u2029/*]*(?:\bfrom|\bimport|\brequire\(|\bimport\()\s*['"](\.{1,2}\/[^'"\n]+)['"]/gm;

/** Imports of the repository's own files that only a file system without regard to case finds. */
export function caseMismatches(project: Project, files: readonly SourceFile[]): CaseMismatch[] {
  return files.flatMap(({ path, text }) =>
    [...text.matchAll(IMPORT)].flatMap(({ 0: line, 1: specifier = '', index }) => {
      if (localModule(project, path, specifier) !== undefined) return [];
      const file = likeNamed(project, within(directoryOf(path), specifier));
      const at = index + line.length - specifier.length;
      return file === undefined ? [] : [{ specifier, file, from: place(path, lineAt(text, at)) }];
    }),
  );
}

/** The file or directory that has this name in letters of another case; undefined where there is none. */
function likeNamed(project: Project, path: string | undefined): string | undefined {
  let found = '.';
  const names = path?.split('/') ?? [];
  for (const [i, name] of names.entries()) {
    const means = i < names.length - 1 ? (one: string) => one : (one: string) => meantBy(name, one);
    const entries = project.entries(found);
    const entry =
      entries.find((one) => means(one.name) === name) ??
      entries.find((one) => means(one.name).toLowerCase() === name.toLowerCase());
    if (entry === undefined) return undefined;
    found = below(found, entry.name);
  }
  return path === undefined || found.startsWith(path) ? undefined : found;
}

const ENDING = /\.(?:d\.ts|[cm]?[jt]sx?|json|vue|svelte|astro)$/;

/** A file's name as an import would write it: with its ending, without it, or with that of what it compiles to. */
function meantBy(name: string, file: string): string {
  if (!ENDING.test(name)) return file.replace(ENDING, '');
  return file.toLowerCase() === name.toLowerCase() ? file : file.replace(/\.([cm]?)tsx?$/, '.$1js');
}

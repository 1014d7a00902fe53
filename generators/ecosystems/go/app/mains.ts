import { below } from '../../../project/paths.js';
import type { Project } from '../../../project/project.js';
import type { Module, Tree } from '../read/modules.js';
import { packageClause, type Spot, spotAt } from '../read/source.js';
import { sourcesOf } from '../read/sources.js';
import { moduleOf } from '../read/tree.js';

/** A directory that compiles to a program. */
export interface Main {
  dir: string;
  module: Module;
  /** Its main function: `cmd/api/main.go:8 func main`. */
  from: Spot;
}

/**
 * All programs of the repository. Per directory one file is read to learn the package's name,
 * the others only when it is `main`.
 */
export function findMains(project: Project, tree: Tree): Main[] {
  const mains: Main[] = [];
  for (const [dir, names] of tree.files) {
    const module = moduleOf(tree, dir);
    if (module === undefined || !isMainPackage(project, dir, names)) continue;
    const from = mainFunction(project, dir, names);
    if (from !== undefined) mains.push({ dir, module, from });
  }
  return mains;
}

function isMainPackage(project: Project, dir: string, names: readonly string[]): boolean {
  for (const name of names) {
    const text = project.read(below(dir, name));
    if (text === undefined) continue;
    const found = packageClause(text);
    // Files out of the build (`//go:build ignore`) may carry another package's name.
    if (found === 'main') return true;
    if (found !== '' && !/^\/\/(go:build|\s*\+build)/m.test(text)) return false;
  }
  return false;
}

function mainFunction(project: Project, dir: string, names: readonly string[]): Spot | undefined {
  for (const { code, path, package: name } of sourcesOf(project, dir, names)) {
    const index = name === 'main' ? code.search(/^func\s+main\s*\(\s*\)/m) : -1;
    if (index !== -1 && isForGenerate(project, path, code)) continue;
    if (index !== -1) return { ...spotAt({ path, code }, index), text: 'func main' };
  }
  return undefined;
}

/** A main that does nothing, in a file that only tells `go generate` what to run. */
function isForGenerate(project: Project, path: string, code: string): boolean {
  return (
    /^func\s+main\s*\(\s*\)\s*\{\s*\}/m.test(code) && /^\/\/go:generate /m.test(project.read(path) ?? '')
  );
}

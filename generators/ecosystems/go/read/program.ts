import type { Evidence } from '../../../project/evidence.js';
import { below } from '../../../project/paths.js';
import type { Project } from '../../../project/project.js';
import type { Module, Tree } from './modules.js';
import type { Scope } from './scope.js';
import type { Spot } from './source.js';
import { type CompiledSource, goFilesIn, sourcesOf } from './sources.js';

/** A package of the repository that the program is compiled from. */
export interface Package {
  dir: string;
  sources: CompiledSource[];
}

/** One program with all of the repository's own code that is compiled into it. */
export interface Program {
  dir: string;
  scope: Scope;
  /** The main package first. */
  packages: Package[];
  /** All files of all packages. */
  sources: CompiledSource[];
  /** Imports of other modules and of the standard library, with the place that imports them first. */
  imports: Map<string, Spot>;
  /** Imports of the repository's own code that is not there: generated and not committed. */
  missing: { path: string; dir: string; from: Spot }[];
  /** Tags it is compiled with. */
  tags?: Tags;
}

/** What to read a program of, and with which tags. */
export interface ProgramQuery {
  project: Project;
  tree: Tree;
  scope: Scope;
  dir: string;
  tags?: Tags | undefined;
}

/** Follows the imports from the main package through the repository's own modules. */
export function readProgram({ project, tree, scope, dir, tags }: ProgramQuery): Program {
  const program: Program = {
    dir,
    scope,
    packages: [],
    sources: [],
    imports: new Map(),
    missing: [],
    ...(tags === undefined ? {} : { tags }),
  };
  const queue = [dir];
  const seen = new Set(queue);
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    const sources = sourcesOf(project, next, namesIn(project, tree, next), tags?.names);
    program.packages.push({ dir: next, sources });
    program.sources.push(...sources);
    for (const { imports, path: file, compiled } of sources) {
      for (const { path, line } of imports) {
        const from = { file, line };
        const target = directoryOfImport(scope, path);
        if (target === undefined) {
          if (!program.imports.has(path)) program.imports.set(path, from);
        } else if (!seen.has(target)) {
          seen.add(target);
          if (namesIn(project, tree, target).length > 0) queue.push(target);
          else if (compiled.pure) program.missing.push({ path, dir: target, from });
        }
      }
    }
  }
  return program;
}

/** True when the program imports the package, or one below it. */
export function importsAny(program: Program, paths: readonly string[]): boolean {
  return paths.some((path) =>
    [...program.imports.keys()].some((found) => found === path || found.startsWith(`${path}/`)),
  );
}

function namesIn(project: Project, tree: Tree, dir: string): string[] {
  return tree.files.get(dir) ?? goFilesIn(project, dir);
}

/** The directory of an imported package when a local module provides it; the longest path wins. */
function directoryOfImport({ local, module }: Scope, path: string): string | undefined {
  const owner = longest(
    local.filter(({ mod }) => covers(mod.module, path)),
    ({ mod }) => mod.module,
  );
  if (owner === undefined) return undefined;
  const required = module.mod.requires.some(
    (other) => other.path.length > owner.mod.module.length && covers(other.path, path),
  );
  if (required) return undefined;
  const rest = path.slice(owner.mod.module.length).replace(/^\//, '');
  return rest === '' ? owner.dir : below(owner.dir, rest);
}

/** True when a module of that path holds the package. */
export function covers(module: string, path: string): boolean {
  return module !== '' && (path === module || path.startsWith(`${module}/`));
}

function longest(modules: Module[], key: (module: Module) => string): Module | undefined {
  return modules.sort((a, b) => key(b).length - key(a).length)[0];
}

/** Tags that the program is compiled with (https://pkg.go.dev/cmd/go#hdr-Build_constraints). */
export interface Tags {
  names: string[];
  /** `Makefile:4`. */
  from: Evidence;
}

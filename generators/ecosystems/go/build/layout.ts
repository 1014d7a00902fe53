import { below, isInside } from '../../../project/paths.js';
import type { Project } from '../../../project/project.js';
import { isLocal } from '../read/modfile.js';
import type { Module } from '../read/modules.js';
import type { Scope } from '../read/scope.js';
import type { Untidy } from './mod-tidy.js';

/** A line `COPY from to`. */
export interface CopyLine {
  [key: string]: string | string[];
  from: string | string[];
  to: string;
}

/** How the sources lie in the build stage. */
export interface Layout {
  /** Directory of the module in the build stage. */
  workdir: string;
  /** What `go mod download` reads; empty when it does not run. */
  manifests: CopyLine[];
  sources: { from: string; to: string };
  /** All of the above by their paths in the repository. */
  inputs: string[];
  /** True when dependencies come from the network. */
  downloads: boolean;
  /** True when go.mod or go.sum is behind the code: the build completes them. */
  unlocked: boolean;
}

const ROOT = '/src';

/**
 * Lays the repository out in the build stage as it is on disk, so that every relative `replace` and
 * `use` holds; a module in a sub-directory that needs nothing around it is copied alone.
 *
 * - `untidy`: what its files lack, if anything.
 */
export function layoutOf(project: Project, scope: Scope, untidy?: Untidy): Layout {
  const { module, local, work, vendor } = scope;
  const alone = work === undefined && local.every(({ dir }) => isInside(dir, module.dir));
  const elsewhere = required(scope);
  const requires = elsewhere.length > 0 || local.some(({ bare }) => bare?.external === true);
  const downloads = (requires || untidy !== undefined) && vendor === undefined;
  // With `tool` directives go mod download fetches the tools' modules too, often hundreds (golangci-lint):
  // then go build fetches what the program needs, into the same cache mount.
  const tools = local.some(({ mod }) => mod.tools.length > 0);
  const place = (dir: string) => (dir === '.' ? ROOT : `${ROOT}/${dir}`);
  const workdir = alone ? ROOT : place(module.dir);
  const moved = (dir: string) =>
    alone && module.dir !== '.' ? `${ROOT}${dir.slice(module.dir.length)}` : place(dir);

  const files = (entry: Module) =>
    entry.bare === undefined
      ? [entry.file, below(entry.dir, 'go.sum')].filter((path) => project.has(path))
      : [];
  const lines = local.map((entry) => ({
    from: files(entry),
    to: entry === module ? './' : `${moved(entry.dir)}/`,
  }));
  if (work !== undefined) {
    const own = [work.file, below(work.dir, 'go.work.sum')].filter((path) => project.has(path));
    const to = work.dir === module.dir ? './' : `${place(work.dir)}/`;
    lines.unshift({ from: own, to });
  }
  const inputs = lines.flatMap(({ from }) => from);
  const whole = { from: '.', to: workdir === ROOT ? './' : `${ROOT}/` };
  return {
    workdir,
    manifests: downloads && !tools ? lines.filter(({ from }) => from.length > 0) : [],
    sources: alone && module.dir !== '.' ? { from: module.dir, to: './' } : whole,
    inputs,
    downloads,
    unlocked:
      untidy !== undefined ||
      (downloads && !project.has(below(module.dir, 'go.sum')) && work === undefined && elsewhere.length > 0),
  };
}

/** The modules that come from elsewhere: what a directory of the repository replaces has no checksum. */
function required({ module, local }: Scope): string[] {
  const own = [
    ...local.map(({ mod }) => mod.module),
    ...module.mod.replaces.filter(isLocal).map(({ path }) => path),
  ];
  return local
    .flatMap(({ mod }) => mod.requires.map(({ path }) => path))
    .filter((path) => !own.includes(path));
}

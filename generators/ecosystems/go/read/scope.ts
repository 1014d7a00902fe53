import { cite, place } from '../../../project/evidence.js';
import { below, directoryOf, within } from '../../../project/paths.js';
import type { Project } from '../../../project/project.js';
import { refuse } from '../sentences.js';
import { goMinor, isLocal, type ModFile, parseWorkFile, type Replacement, type WorkFile } from './modfile.js';
import { type Module, modFileAt, type Tree } from './modules.js';

/** What belongs to the build of one module. */
export interface Scope {
  module: Module;
  /** The workspace it is a member of (https://go.dev/ref/mod#workspaces). */
  work?: { dir: string; file: string; work: WorkFile; members: Module[] };
  /** True when a go.work lies above the module and does not name it: it must be switched off. */
  ignoresWork: boolean;
  /** Modules of the repository it is built from: itself, workspace members, local replacements. */
  local: Module[];
  /** Directory of the vendor/ in use. */
  vendor?: string;
}

/**
 * Finds what else a module is built from.
 *
 * Throws a UserError when a local `replace` leaves the repository or points to nothing.
 */
export function scopeOf(project: Project, tree: Tree, module: Module): Scope {
  const workDir = ancestors(module.dir).find((dir) => project.has(below(dir, 'go.work')));
  const work = workDir === undefined ? undefined : readWork(project, tree, workDir);
  const member = work?.members.includes(module) === true && !work.broken;
  const replaces = [
    ...localReplacements(project, tree, module.file, module.dir, module.mod.replaces),
    ...(member
      ? work.members
          .filter((other) => other !== module)
          .flatMap(({ file, dir, mod }) => localReplacements(project, tree, file, dir, mod.replaces))
      : []),
    ...(member ? localReplacements(project, tree, work.file, work.dir, work.work.replaces) : []),
  ];
  const local = [...new Set([module, ...(member ? work.members : []), ...replaces])];
  const vendorDir = below(member ? work.dir : module.dir, 'vendor');
  return {
    module,
    ...(member ? { work } : {}),
    ignoresWork: work !== undefined && !member,
    local,
    ...(isVendored(project, vendorDir, module.mod) ? { vendor: vendorDir } : {}),
  };
}

/** From `go 1.14` on the go command uses vendor/ by itself, before it does not. */
function isVendored(project: Project, vendor: string, mod: ModFile): boolean {
  return goMinor(mod) >= 14 && project.has(below(vendor, 'modules.txt'));
}

function readWork(project: Project, tree: Tree, dir: string) {
  const file = below(dir, 'go.work');
  const work = project.once('go-work', file, () => parseWorkFile(project.read(file) ?? ''));
  const members = work.uses.map(({ args }) => {
    const target = within(dir, args[0] ?? '.');
    return tree.modules.find((module) => module.dir === target);
  });
  return {
    dir,
    file,
    work,
    members: members.filter((member) => member !== undefined),
    broken: members.includes(undefined),
  };
}

function localReplacements(
  project: Project,
  tree: Tree,
  file: string,
  dir: string,
  replaces: Replacement[],
): Module[] {
  return replaces.filter(isLocal).map((replacement) => {
    const from = place(file, replacement.line, replacement.text);
    const target = /^(\/|[A-Za-z]:)/.test(replacement.target) ? undefined : within(dir, replacement.target);
    if (target === undefined) {
      throw refuse('replacement-outside', { place: cite(from) }, from);
    }
    const known = tree.modules.find((module) => module.dir === target);
    if (known !== undefined) return known;
    if (!project.hasDirectory(target)) {
      throw refuse('replacement-missing', { place: cite(from), target }, from);
    }
    const path = below(target, 'go.mod');
    return { dir: target, file: path, mod: modFileAt(project, path) };
  });
}

function ancestors(dir: string): string[] {
  const found = [dir];
  for (let at = dir; at !== '.'; at = directoryOf(at)) found.push(directoryOf(at));
  return found;
}

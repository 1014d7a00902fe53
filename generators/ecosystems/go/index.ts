import type { Detection, Ecosystem } from '../../plan/ecosystem.js';
import { place } from '../../project/evidence.js';
import { below, upwards, within } from '../../project/paths.js';
import type { Project } from '../../project/project.js';
import { findMains, type Main } from './app/mains.js';
import { rank } from './app/standing.js';
import { includedFrontEnds } from './front-ends/included.js';
import { planGo } from './plan/plan.js';
import { parseWorkFile } from './read/modfile.js';
import { readTree } from './read/tree.js';
import { refuse } from './sentences.js';

/** Go modules: https://go.dev/ref/mod */
export const go: Ecosystem<Main> = {
  id: 'go',
  title: 'Go modules',
  manifest: 'go.mod',
  detect,
  plan: planGo,
  owns,
  includes: (project, { facts }, frontEnds) => includedFrontEnds(project, facts, frontEnds),
};

/** A package of the module at the root, or a module that its go.work uses. */
function owns(project: Project, path: string): boolean {
  const nearest = upwards(path).find((dir) => project.has(below(dir, 'go.mod')));
  if (nearest !== undefined && nearest !== '.') {
    const work = project.read('go.work');
    return (
      work !== undefined &&
      parseWorkFile(work).uses.some(({ args }) => within('.', args[0] ?? '.') === nearest)
    );
  }
  return nearest === '.' && [...project.walk(path)].some((file) => file.endsWith('.go'));
}

/** All programs of the repository. Throws a UserError for a module that has none. */
function detect(project: Project): Detection<Main>[] {
  const tree = readTree(project);
  if (tree.modules.length === 0) return [];
  const mains = findMains(project, tree);
  const root = tree.modules.find(({ dir }) => dir === '.');
  if (mains.length === 0 && root !== undefined) {
    const { file, mod } = root;
    throw refuse('library-only', { module: mod.module, file }, place(file));
  }
  return rank(project, tree, mains);
}

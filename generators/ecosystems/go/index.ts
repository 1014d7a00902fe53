import type { Detection, Ecosystem } from '../../plan/ecosystem.js';
import { place } from '../../project/evidence.js';
import type { Project } from '../../project/project.js';
import { findMains, type Main } from './app/mains.js';
import { rank } from './app/standing.js';
import { includedFrontEnds } from './front-ends/included.js';
import { planGo } from './plan/plan.js';
import { readTree } from './read/tree.js';
import { refuse } from './sentences.js';

/** Go modules: https://go.dev/ref/mod */
export const go: Ecosystem<Main> = {
  id: 'go',
  title: 'Go modules',
  manifest: 'go.mod',
  detect,
  plan: planGo,
  includes: (project, { facts }, frontEnds) => includedFrontEnds(project, facts, frontEnds),
};

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

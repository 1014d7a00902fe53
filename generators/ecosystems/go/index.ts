import { UserError } from '../../errors.js';
import type { Detection, Ecosystem } from '../../plan/ecosystem.js';
import type { Project } from '../../project/project.js';
import { findMains } from './app/mains.js';
import { rank } from './app/standing.js';
import { includedFrontEnds } from './plan/facts.js';
import { planGo } from './plan/plan.js';
import { readTree } from './read/tree.js';

/** Go modules: https://go.dev/ref/mod */
export const go: Ecosystem = {
  id: 'go',
  title: 'Go modules',
  manifest: 'go.mod',
  detect,
  plan: planGo,
  includes: (project, { app }, frontEnds) => includedFrontEnds(project, app, frontEnds),
};

function detect(project: Project): Detection[] {
  const tree = readTree(project);
  const [module] = tree.modules;
  if (module === undefined) return [];
  const mains = findMains(project, tree);
  const [root] = tree.modules.filter(({ dir }) => dir === '.');
  if (mains.length === 0 && root !== undefined) {
    throw new UserError(
      `${root.mod.module || 'the module'} (${root.file}) is a library: it has no main package`,
      {
        hint: 'An image needs a program: add a package main with func main, for example in cmd/<name>.',
      },
    );
  }
  return rank(project, tree, mains);
}

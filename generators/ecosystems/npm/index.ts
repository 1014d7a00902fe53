import type { Ecosystem } from '../../plan/ecosystem.js';
import { frontEnds } from './front-ends/front-end.js';
import { candidates } from './plan/candidates.js';
import { detect } from './plan/detect.js';
import type { NpmFacts } from './plan/facts.js';
import { plan } from './plan/plan.js';
import { lockFiles } from './read/lock.js';
import { readWorkspace } from './read/workspace.js';

/** npm, pnpm, yarn 1, yarn 2+ and bun: whatever installs what a package.json lists. */
export const npm: Ecosystem<NpmFacts> = {
  id: 'npm',
  title: 'npm',
  manifest: 'package.json',
  detect,
  plan,
  candidates,
  frontEnds,
  owns: (project, path) =>
    lockFiles(project, path).length === 0 &&
    readWorkspace(project, '.')?.members.some(({ dir }) => dir === path) === true,
};

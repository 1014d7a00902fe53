import type { Project } from '../../../project/project.js';
import { type Program, readProgram } from '../read/program.js';
import { scopeOf } from '../read/scope.js';
import { readTree } from '../read/tree.js';
import type { Main } from './mains.js';
import { findTags } from './tags.js';

/** One program as every later question sees it. */
export interface App {
  project: Project;
  program: Program;
  /** What its binary is called. */
  name: string;
}

/** The program as its own build tags make it, if it has some, and as it is without them. */
export function programsOf(project: Project, { dir, module }: Main): [Program, ...Program[]] {
  return project.once('go-program', dir, () => {
    const tree = readTree(project);
    const query = { project, tree, scope: scopeOf(project, tree, module), dir };
    const plain = readProgram(query);
    const tags = findTags(project, plain);
    return tags === undefined ? [plain] : [readProgram({ ...query, tags }), plain];
  });
}

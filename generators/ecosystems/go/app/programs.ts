import { UserError } from '../../../errors.js';
import type { Project } from '../../../project/project.js';
import { type Program, readProgram } from '../read/program.js';
import { scopeOf } from '../read/scope.js';
import { moduleOf, readTree } from '../read/tree.js';
import { findTags } from './tags.js';

/** One program as every later question sees it. */
export interface App {
  project: Project;
  program: Program;
  /** What its binary is called. */
  name: string;
}

/** The program as its own build tags make it, if it has some, and as it is without them. */
export function programsAt(project: Project, dir: string): [Program, ...Program[]] {
  const tree = readTree(project);
  const module = moduleOf(tree, dir);
  if (module === undefined) {
    throw new UserError(`no go.mod at or above ${dir}`, { hint: 'Run go mod init first.' });
  }
  const query = { project, tree, scope: scopeOf(project, tree, module), dir };
  const plain = readProgram(query);
  const tags = findTags(project, plain);
  return tags === undefined ? [plain] : [readProgram({ ...query, tags }), plain];
}

import type { Situation } from '../../ecosystem.js';
import { UserError } from '../../errors.js';
import { type Project, relativeTo } from '../../project.js';
import { type CgoNeed, cgoNeed } from './cgo.js';
import { checkComplete, type Embeds, findEmbeds } from './embeds.js';
import { findRuntimeFiles, type RuntimeFile } from './files.js';
import { type Layout, layoutOf } from './layout.js';
import { moduleOf, readTree, scopeOf } from './modules.js';
import { findNeeds, type Needs } from './needs.js';
import { findPrivate, type PrivateModules } from './private.js';
import { type Program, readProgram } from './program.js';
import { baseName } from './programs.js';

/** Everything read from the repository about one program. */
export interface Facts {
  project: Project;
  program: Program;
  name: string;
  layout: Layout;
  cgo: CgoNeed;
  needs: Needs;
  /** Files to copy beside the program, and secrets that are not. */
  files: RuntimeFile[];
  embeds: string[];
  private?: PrivateModules;
  placeholders: Embeds['placeholders'];
}

/**
 * Reads all of it.
 *
 * Throws a UserError for what no build could succeed with: a replacement outside of the repository,
 * embedded files or own packages that are not there.
 */
export function readFacts({ project, detection, wishes }: Situation): Facts {
  const tree = readTree(project);
  const module = moduleOf(tree, detection.app);
  if (module === undefined) {
    throw new UserError(`no go.mod at or above ${detection.app}`, { hint: 'Run go mod init first.' });
  }
  const scope = scopeOf(project, tree, module);
  const program = readProgram(project, tree, scope, detection.app);
  const embeds = findEmbeds(project, program);
  const hidden = findPrivate(project, scope);
  if (wishes.buildCommand === undefined) checkComplete(project, program, embeds);
  return {
    project,
    program,
    name: programName(project, program),
    layout: layoutOf(project, scope),
    cgo: cgoNeed(program),
    needs: findNeeds(program),
    files: findRuntimeFiles(project, program, embeds.files),
    embeds: embeds.files,
    ...(hidden === undefined ? {} : { private: hidden }),
    placeholders: embeds.placeholders,
  };
}

/** What `go build` would call it; where the directory says nothing, what the module is called. */
function programName(project: Project, { dir, scope }: Program): string {
  const own = dir === scope.module.dir || /(^|\/)(cmd|src|main|app)$/.test(dir);
  const name = own ? baseName(scope.module.mod.module) || project.name : baseName(dir);
  return name.toLowerCase().replace(/[^a-z0-9._-]+/g, '-') || 'app';
}

/** The program as the go command names it from its module's directory. */
export function packagePath({ dir, scope }: Program): string {
  return dir === scope.module.dir ? '.' : `./${relativeTo(scope.module.dir, dir)}`;
}

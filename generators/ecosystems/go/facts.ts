import { UserError } from '../../errors.js';
import type { Situation } from '../../plan/ecosystem.js';
import type { FrontEnds } from '../../plan/front-end.js';
import { relativeTo } from '../../project/paths.js';
import type { Project } from '../../project/project.js';
import { type CgoNeed, cgoNeed } from './cgo.js';
import { checkComplete, type Embed, findEmbeds, isPlaceholder } from './embeds.js';
import { findRuntimeFiles, type RuntimeFile } from './files.js';
import { type BuiltFrontEnds, buildFrontEnds, findFrontEnds, isBuiltFile } from './front-ends.js';
import { type Layout, layoutOf } from './layout.js';
import { moduleOf, readTree, scopeOf } from './modules.js';
import { plainName } from './names.js';
import { findNeeds, type Needs } from './needs.js';
import { findPrivate, type PrivateModules } from './private.js';
import { type Program, readProgram } from './program.js';
import { baseName } from './programs.js';
import { findStamps, type Stamp } from './stamps.js';
import { findTags } from './tags.js';
import { findUntidy, type Untidy } from './untidy.js';

/** Everything read from the repository about one program. */
export interface Facts {
  project: Project;
  program: Program;
  name: string;
  layout: Layout;
  /** What go.mod or go.sum lacks. */
  untidy?: Untidy;
  cgo: CgoNeed;
  needs: Needs;
  /** Files to copy beside the program, and secrets that are not. */
  files: RuntimeFile[];
  embeds: string[];
  /** Variables of the program that the linker sets. */
  stamps: Stamp[];
  private?: PrivateModules;
  /** Patterns of `//go:embed` that match a placeholder only. */
  placeholders: Embed[];
  /** Front ends that stages of their own build for it. */
  frontEnds: BuiltFrontEnds;
}

/**
 * Reads all of it.
 *
 * Throws a UserError for what no build could succeed with: a replacement outside of the repository,
 * embedded files or own packages that are not there.
 */
export function readFacts(situation: Situation): Facts {
  const [program, plain] = programsAt(situation.project, situation.detection.app);
  if (plain === undefined) return factsOf(situation, program);
  try {
    return factsOf(situation, program);
  } catch (error) {
    // A tag may ask for what is not committed, and the program does without.
    if (error instanceof UserError) return factsOf(situation, plain);
    throw error;
  }
}

function factsOf(situation: Situation, program: Program): Facts {
  const { project, wishes } = situation;
  const { scope } = program;
  const embeds = findEmbeds(project, program);
  const hidden = findPrivate(project, scope);
  const found = findFrontEnds({ project, program, ...embeds, frontEnds: situation.frontEnds });
  if (wishes.buildCommand === undefined) checkComplete(project, program, { ...embeds, built: found.built });
  const frontEnds = buildFrontEnds(found, situation);
  const untidy = findUntidy(project, program);
  return {
    project,
    program,
    name: programName(project, program),
    layout: layoutOf(project, scope, untidy),
    ...(untidy === undefined ? {} : { untidy }),
    cgo: cgoNeed(project, program),
    needs: findNeeds(program),
    stamps: wishes.buildCommand === undefined ? findStamps(project, program) : [],
    ...(hidden === undefined ? {} : { private: hidden }),
    files: findRuntimeFiles(project, program, embeds.files).filter(
      ({ path }) => !isBuiltFile(frontEnds, path),
    ),
    embeds: embeds.files.filter((path) => !isBuiltFile(frontEnds, path)),
    placeholders: embeds.patterns.filter((embed) => isPlaceholder(embed) && !found.built.has(embed)),
    frontEnds,
  };
}

/** Directories of the packages whose front ends the program embeds or serves, and nobody commits. */
export function includedFrontEnds(project: Project, app: string, frontEnds: FrontEnds): string[] {
  const [program] = programsAt(project, app);
  const { patterns } = findEmbeds(project, program);
  try {
    const { outputs } = findFrontEnds({ project, program, patterns, frontEnds });
    return outputs.map(({ frontEnd }) => frontEnd.dir);
  } catch (error) {
    // What is unclear stops the plan of this program, and not the one of another app.
    if (error instanceof UserError) return [];
    throw error;
  }
}

/** The program as its own build tags make it, if it has some, and as it is without them. */
function programsAt(project: Project, dir: string): [Program, ...Program[]] {
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

/** What `go build` would call it; where the directory says nothing, what the module is called. */
function programName(project: Project, { dir, scope }: Program): string {
  const own = dir === scope.module.dir || /(^|\/)(cmd|src|main|app)$/.test(dir);
  const name = own ? baseName(scope.module.mod.module) || project.name : baseName(dir);
  return plainName(name);
}

/** The program as the go command names it from its module's directory. */
export function packagePath({ dir, scope }: Program): string {
  return dir === scope.module.dir ? '.' : `./${relativeTo(scope.module.dir, dir)}`;
}

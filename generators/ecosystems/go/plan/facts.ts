import { UserError } from '../../../errors.js';
import type { Situation } from '../../../plan/ecosystem.js';
import type { FrontEnds } from '../../../plan/front-end.js';
import type { Project } from '../../../project/project.js';
import { programName } from '../app/program-name.js';
import { type App, programsAt } from '../app/programs.js';
import { type CgoNeed, cgoNeed } from '../build/cgo.js';
import { checkComplete } from '../build/complete.js';
import { type Layout, layoutOf } from '../build/layout.js';
import { findPrivate, type PrivateModules } from '../build/private-modules.js';
import { findStamps, type Stamp } from '../build/stamps.js';
import { findUntidy, type Untidy } from '../build/untidy.js';
import { buildFrontEnds, findFrontEnds } from '../front-ends/front-ends.js';
import type { BuiltFrontEnds } from '../front-ends/output.js';
import { isBuiltFile } from '../front-ends/stage-variables.js';
import { type Embed, findEmbeds, isPlaceholder } from '../read/embeds.js';
import type { Program } from '../read/program.js';
import { findNeeds, type Needs } from '../run/needs.js';
import { findRuntimeFiles, type RuntimeFile } from '../run/runtime-files.js';

/** Everything read from the repository about one program. */
export interface Facts extends App {
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

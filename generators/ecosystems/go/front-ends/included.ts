import { UserError } from '../../../errors.js';
import type { FrontEnds } from '../../../plan/front-end.js';
import type { Project } from '../../../project/project.js';
import type { Main } from '../app/mains.js';
import { programsOf } from '../app/programs.js';
import { findEmbeds } from '../read/embeds.js';
import { findFrontEnds } from './front-ends.js';

/** Directories of the packages whose front ends the program embeds or serves, and nobody commits. */
export function includedFrontEnds(project: Project, main: Main, frontEnds: FrontEnds): string[] {
  const [program] = programsOf(project, main);
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

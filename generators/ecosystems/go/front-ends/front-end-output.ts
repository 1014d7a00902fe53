import type { FrontEnd, FrontEndStage, FrontEnds } from '../../../plan/front-end.js';
import type { Project } from '../../../project/project.js';
import type { Embed } from '../read/embeds.js';
import type { Program } from '../read/program.js';
import type { Spot } from '../read/source.js';

/** A directory of the repository that a front end's build writes and the program needs. */
export interface Output {
  frontEnd: FrontEnd;
  /** Where the build leaves it. */
  from: string;
  /** Where it belongs in the repository when it is compiled in, below the working directory when it is served. */
  to: string;
  kind: 'embedded' | 'served';
  /** The place in the program that needs it. */
  neededAt: Spot;
  /** True where nothing but its being the only front end says that it belongs there. */
  guessed?: true;
}

/** The front ends that stages of their own build. */
export interface BuiltFrontEnds {
  stages: (FrontEndStage & { name: string })[];
  outputs: (Output & { stage: string })[];
  /** Patterns of `//go:embed` that those stages fill. */
  built: Set<Embed>;
}

export interface FrontEndSearch {
  project: Project;
  program: Program;
  patterns: readonly Embed[];
  /** Absent where no ecosystem builds front ends. */
  frontEnds: FrontEnds | undefined;
}

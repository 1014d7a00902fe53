import type { Evidence } from '../project/evidence.js';
import type { Base, EcosystemId } from '../vocabulary.js';
import type { Decision, Json } from './decision.js';
import type { ProgramActs, Step } from './step.js';
import type { Wishes } from './wishes.js';

/** One base in the question: legal or refused, each with one line. */
export interface BaseOption {
  base: Base;
  /** The trade-off in one line: `no shell, no package manager, ~2 MB`. */
  description: string;
  /** Why it cannot be used here and the way out; absent when it is legal. */
  refused?: string;
}

/** Something the user should know that does not stop the run. */
export interface Warning {
  /** Names the warning for scripts, with the values in its sentence. */
  id: string;
  values: Record<string, Json>;
  message: string;
  /** File and line, where there is one. */
  from?: Evidence;
}

/** The whole decision, as plain JSON: `--json` prints it, `--explain` tells it, `render` obeys it. */
export interface Plan {
  ecosystem: EcosystemId;
  app: Decision<string>;
  /** Id of the template, the name of its folder. */
  template: Decision<string>;
  base: Decision<Base>;
  /** One decision for each variable that the template declares, and no other. */
  variables: Record<string, Decision<Json>>;
  /**
   * Paths of the build context that the Dockerfile copies or the build reads and that are known by
   * name. None of them may be matched by the .dockerignore.
   */
  inputs: string[];
  warnings: Warning[];
  /**
   * What `docker build` has to be given for this repository, each flag with its reason:
   * `--secret id=netrc,src=$HOME/.netrc`, `--ssh default`.
   */
  buildFlags: Decision<string>[];
  /**
   * What `docker run` has to be given before the program works: settings that it has no default for, a file that
   * the repository holds only an example of. Each flag with its reason.
   */
  runFlags?: Decision<string>[];
  /**
   * What stands behind the image in `docker run`, in the place of what it is started with by itself: arguments that
   * only hold on the machine of the user. Each as the shell takes it.
   */
  runArguments?: Decision<string>[];
  /** What is known of the commands of the build: what they make, and what that needs where it runs. */
  steps?: Step[];
  /** What the started program does to the world around it, as far as the code says. */
  acts?: ProgramActs;
  /**
   * Why the container wants an init (`docker run --init`): as process 1 a program that does not handle
   * SIGTERM ignores it, and stopping takes ten seconds. Absent when it needs none.
   */
  init?: string;
  /** All bases, in the order of the question, the default first. */
  bases: BaseOption[];
  /** Variables of the template that it asks for, as nothing in the repository says them. */
  asks?: { name: string; question: string; preset: string }[];
  /** Wishes that the repository left open and a default was taken for: asked in a terminal. */
  open: (keyof Wishes)[];
}

import type { BaseContents } from '../knowledge/base-contents.js';
import type { MadeProgram, Step } from '../plan/step.js';
import type { BuildContext } from './context.js';
import type { Instruction, Stage } from './dockerfile.js';
import type { Finding, Place } from './finding.js';
import type { Tree } from './tree.js';

/** A stage when all its instructions have run. */
export interface Built {
  stage: Stage;
  tree: Tree;
  workdir: string;
  /** What the image at its bottom holds; undefined when nothing is known of it. */
  contents: BaseContents | undefined;
  /** That image. */
  image: string;
  entrypoint: Start | undefined;
  cmd: Start | undefined;
  /** Who runs its commands from here on; empty for root. */
  user: string;
  /** Who owns what, the newest last; what is not below any of them is the base image's. */
  owners: readonly Owner[];
  environment: ReadonlyMap<string, string>;
  /** Where files of the image come from, for those that are the context's own: absolute path → its directory. */
  sources: readonly Source[];
  /** Programs that the steps of the plan made, wherever they lie by now. */
  programs: readonly BuiltProgram[];
  /** The commands that ran on the way to it. */
  commands: readonly string[];
  /** What of it nobody knows, in words. */
  unknown: readonly string[];
}

/** A path of an image and the user that may write there. */
export interface Owner {
  path: string;
  /** `*` where everybody may. */
  user: string;
  /** The path alone, or only what lies below it: a directory that was there keeps its owner. Absent: both. */
  only?: 'path' | 'below';
}

/** A place of the build context that lies in the image. */
export interface Source {
  target: string;
  path: string;
}

/** A program in an image, and the stage that made it. */
export interface BuiltProgram extends MadeProgram {
  stage: string;
  /** The C library of that stage; undefined when nobody knows. */
  libc: BaseContents['libc'];
}

/** How an image starts: words in exec form, or a text for its shell. */
export interface Start {
  words: string[];
  exec: boolean;
  instruction: Instruction | undefined;
}

/** What the instructions of all stages work with. */
export interface World {
  built: readonly Built[];
  context: BuildContext;
  steps: readonly Step[];
  findings: Finding[];
}

/** Images that people name without a tag. */
export const KNOWN =
  /^(scratch|alpine|busybox|debian|ubuntu|golang|node|nginx|maven|gradle|httpd|tomcat|python|ruby|php)$/;

/** Where a Dockerfile says what an image starts. */
export function startPlace({ cmd, entrypoint, stage }: Built): Place {
  return cmd?.instruction ?? entrypoint?.instruction ?? stage;
}

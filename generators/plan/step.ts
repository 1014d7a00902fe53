import type { Evidence } from '../project/evidence.js';

/** What a command does to the files of a stage. */
export interface Effect {
  /** Files it makes, absolute or below the working directory. */
  makes?: string[];
  /** Directories in which it may make anything. */
  opens?: string[];
  /** Names of directories in which it may make anything wherever one lies below the working directory. */
  nested?: string[];
  /** What is gone when it has run. */
  removes?: string[];
}

/** What a plan knows of one command of its build: what is there when it has run. */
export interface Step extends Effect {
  /** The command, as it stands in a RUN. */
  run: string;
  /** Those of its files that are programs, with what each needs around it. */
  programs?: MadeProgram[];
}

/** A program that a build makes. */
export interface MadeProgram {
  /** Where the build leaves it, absolute or below the working directory. */
  path: string;
  needs: ProgramNeeds;
}

/** What a program needs where it runs, each with the place in the code that says so. */
export interface ProgramNeeds {
  /** Files and directories that it opens, as it names them: absolute, or from the directory that it starts in. */
  files?: { path: string; from: Evidence }[];
  /** It loads time zones by name, and has none compiled in. */
  zones?: Evidence;
  /** It verifies TLS certificates of others. */
  certificates?: Evidence;
  /** It looks up users or groups. */
  users?: Evidence;
  /** It is linked with the C library of the stage that makes it, which has to be there when it starts. */
  libc?: Evidence;
}

/** What the started program does to the world around it, each with the place in the code that says so. */
export interface ProgramActs {
  /** Ports that it listens on; where the image sets the variable, that one counts. */
  listens?: { port: number; variable?: string; from: Evidence }[];
  /** Directories in which it makes files, as it names them: absolute, or from the directory that it starts in. */
  writes?: { path: string; from: Evidence }[];
}

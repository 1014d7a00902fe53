import type { Project } from '../../../project/project.js';
import { type ModFile, parseModFile } from './modfile.js';

/** A Go module of the repository. */
export interface Module {
  dir: string;
  /** Path of its go.mod. */
  file: string;
  mod: ModFile;
  /** There when it has no go.mod. */
  bare?: BareModule;
}

/** All Go code of the repository by directory, found in one walk. */
export interface Tree {
  modules: Module[];
  /** Directory → names of its Go files that are not tests. */
  files: Map<string, string[]>;
}

/** A module that has no go.mod: it is made up in the build. */
export interface BareModule {
  /** True when the program imports what only the network has. */
  external: boolean;
}

/** The go.mod at a path; without one nothing is required. */
export function modFileAt(project: Project, path: string): ModFile {
  return project.once('go-mod', path, () => parseModFile(project.read(path) ?? ''));
}

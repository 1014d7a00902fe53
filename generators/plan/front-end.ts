import type { Catalog } from '../catalog/catalog.js';
import type { Evidence } from '../project/evidence.js';
import type { Project } from '../project/project.js';
import type { Decision } from './decision.js';
import type { Warning } from './plan.js';

/** A build of files for browsers that the program of another ecosystem may embed or serve. */
export interface FrontEnd {
  /** Directory of its package. */
  dir: string;
  /** The script that builds it. */
  script: string;
  /** The place of the script: `web/package.json:6 "build": "vite build"`. */
  from: Evidence;
  /** What makes it: `Vite`. */
  title: string;
  /** Directory of the repository that the build writes, where its framework says so. */
  output: string | undefined;
  /** Paths of the repository that its scripts and its configuration name: one may be what it writes. */
  names: ReadonlySet<string>;
}

/** An `ARG`: without a default where the value is null. */
export interface BuildArgument {
  [key: string]: string | null | boolean;
  name: string;
  value: string | null;
  /** True where the build writes a secret into the server. */
  secret: boolean;
}

/** What a stage that builds a front end consists of: the variables of the partial `front-end`. */
export interface FrontEndStage {
  variables: {
    /** `the Vite front end in web` */
    title: string;
    why: string;
    image: string;
    workdir: string;
    environment: { name: string; value: string }[];
    setup: string | null;
    /** What installing reads, before the sources; empty when installing needs the sources. */
    manifests: { sources: string | string[]; target: string }[];
    mounts: string;
    install: string;
    sources: { from: string; to: string }[];
    /** Variables that the build writes into what browsers get. */
    buildArguments: BuildArgument[];
    build: string;
  };
  /** Paths that the stage copies by name. */
  inputs: string[];
  /** Lines for the .dockerignore. */
  ignore: string[];
  /** Paths that a secret pattern of the .dockerignore would hide and the build needs. */
  keep: string[];
  warnings: Warning[];
  /** What `docker build` has to be given for it. */
  buildFlags: Decision<string>[];
}

export interface FrontEndRequest {
  project: Project;
  catalog: Catalog;
  frontEnd: FrontEnd;
  /** Paths the build writes: they are no input of it, though the configuration names them. */
  outputs: readonly string[];
}

/** How an ecosystem that builds front ends answers those that need one. The repository lies in {@link ROOT}. */
export interface FrontEnds {
  /** All builds in the repository, for each package the usual script first. */
  list(project: Project): FrontEnd[];
  /** The stage that runs one. Throws a UserError when it cannot work. */
  stage(request: FrontEndRequest): FrontEndStage;
}

/** Where the stage holds the repository, laid out as it is, so that every relative path holds. */
export const ROOT = '/src';

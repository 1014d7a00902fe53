import type { Catalog } from '../catalog/catalog.js';
import type { Evidence } from '../project/evidence.js';
import type { Project } from '../project/project.js';
import type { EcosystemId } from '../vocabulary.js';
import type { Candidate } from './candidate.js';
import type { FrontEnds } from './front-end.js';
import type { Plan } from './plan.js';
import type { Product } from './product.js';
import type { Wishes } from './wishes.js';

/** One app that was found in the repository, before anything is decided about it. */
export interface Detection<Facts = unknown> {
  ecosystem: EcosystemId;
  /** The value `--app` takes for it: a path below the repository's root, `.` for the root itself. */
  app: string;
  /** One line for a person: `Go program ./cmd/api of example.com/shop`. */
  title: string;
  /** Where it was seen: `go.mod:1`, `cmd/api/main.go:8 func main`. */
  evidence: Evidence[];
  /** How likely this is the app the user means; see {@link STANDING}. */
  standing: number;
  /** What its ecosystem has read about it, for planning: nothing is read twice. */
  facts: Facts;
}

/** The scale of {@link Detection.standing}: the highest one wins when it stands alone. */
export const STANDING = {
  /** The program at the root of the repository. */
  root: 100,
  /** Stands out: named after the repository, the one server among tools. */
  clear: 80,
  /** One of several that look alike. */
  candidate: 50,
  /** An example, a tool, a helper beside the real app. */
  side: 10,
} as const;

/** Everything an ecosystem may look at to decide: the repository, the app, the wishes, the templates. */
export interface Situation<Facts = unknown> {
  project: Project;
  detection: Detection<Facts>;
  wishes: Wishes;
  catalog: Catalog;
  /** Builds the front ends that the app embeds or serves; absent where nothing in the repository can. */
  frontEnds?: FrontEnds;
}

/**
 * A language with its package manager. It returns detections and plans, or throws a UserError that
 * says why there is none; it never prints, asks, writes, runs anything or exits.
 */
export interface Ecosystem<Facts = unknown> {
  id: EcosystemId;
  /** `Go modules` */
  title: string;
  /** What makes a directory one of its own, for the message when nothing is found: `go.mod`. */
  manifest: string;
  /**
   * The apps of this ecosystem in the repository, in no order. Empty: nothing of it here. Reads as
   * little as it can. Throws a UserError when its manifest is there and no app can come of it
   * (a library, a broken manifest): the message says what was looked for. Wishes matter as far as
   * they make an app: a start command of a package that starts nothing by itself.
   */
  detect(project: Project, wishes?: Wishes, catalog?: Catalog): Detection<Facts>[];
  /** The whole decision for one app, pure: the same situation gives the same plan. */
  plan(situation: Situation<Facts>): Plan;
  /**
   * What else the repository may mean where a plan turns out not to work, best first. `problem` is the id of the
   * refusal or the finding: other answers are given only to the question that it is about.
   */
  candidates?(situation: Situation<Facts>, problem: string): Candidate[];
  /**
   * True where the module, workspace or reactor at the root of the project builds what lies at a path of it, so that
   * it cannot be built from there alone.
   */
  owns?(project: Project, path: string): boolean;
  /** What the builds of the repository leave behind, to judge a Dockerfile by; absent where manifests do not say. */
  products?(project: Project, wishes?: Wishes): Product[];
  /** How packages of this ecosystem are built for the programs of others; absent when they are not. */
  frontEnds?: FrontEnds;
  /**
   * Directories of the packages that a program of this ecosystem needs built and that are no apps of
   * their own then. Only asked when there are such packages.
   */
  includes?(project: Project, detection: Detection<Facts>, frontEnds: FrontEnds): string[];
}

import { cite, type Evidence } from '../project/evidence.js';
import type { TestMode } from '../vocabulary.js';
import { type Decision, decide, type Json } from './decision.js';
import { refuse } from './shared-sentences.js';

/** The tests of a repository, as an ecosystem found them. */
export interface Tests {
  /** What the stage does, behind its name: `vets and tests every package`. */
  does: string;
  /** The shell command, with its mounts in front. */
  command: string;
  /** Sentences on what the tests want and a build does not have: `Some of them start containers (go.mod:9).` */
  wants: string[];
  /** Where they were seen. */
  from: Evidence;
}

export interface TestRequest {
  wish?: Decision<TestMode> | undefined;
  tests: Tests | undefined;
  /** What was looked for in vain: `no file is named *_test.go`. */
  missing: string;
  /** The stage that the test stage stands on. */
  stage: string;
  /** What the runtime stage takes from the test stage behind a gate, when it is not all that ships. */
  gated?: string;
}

/** The variables `test` and `ships` of a template. */
export interface TestTarget {
  /** `{ stage, does, gated, wants, command }`, or null for no test stage; `gated` is null without a gate. */
  test: Decision<Json>;
  /** The stage that the runtime image copies from: the test stage when a failing test stops the build. */
  ships: Decision<string>;
}

/**
 * Decides on the test stage: there when there are tests, unless `--test none`; with `--test gate` what
 * ships is copied from it, since a builder runs only the stages that the last one needs.
 *
 * Throws a UserError when tests are asked for and there are none: a gate that nothing can close is no gate.
 */
export function decideTest({ wish, tests, missing, stage, gated }: TestRequest): TestTarget {
  const mode = wish?.value ?? 'stage';
  const ships = decide(stage, wish?.from ?? 'default');
  if (mode === 'none') return { test: decide(null, wish?.from ?? 'default'), ships };
  if (tests === undefined) {
    if (wish === undefined) return { test: decide(null, 'default', missing), ships };
    throw refuse('test-missing', { asked: cite(wish.from), mode, missing }, wish.from);
  }
  const gate = mode === 'gate';
  const { does, wants, command, from } = tests;
  return {
    test: decide({ stage, does, wants, gated: gate ? (gated ?? 'what ships') : null, command }, from),
    ships: gate ? decide('test', wish?.from ?? 'default') : ships,
  };
}

export interface DevRequest {
  wish?: Decision<boolean> | undefined;
  /** The target, or why there is none: `package.json has no dev script`. */
  found:
    | { variables: { [key: string]: Json }; does: string; run: DevRun; from: Evidence }
    | { missing: string };
}

/** How the dev image is started. */
export interface DevRun {
  /** Name of the app, for the image's name. */
  name: string;
  /** Values for `docker run --volume`: `$PWD:/src` mounts the sources, `/app/node_modules` keeps the image's own. */
  volumes: string[];
  ports: number[];
}

/**
 * The variable `dev` of a template: what its ecosystem gives, with `does`, `image`, `volumes` and `ports` for
 * who starts it; null when it is not asked for.
 *
 * Throws a UserError when it is asked for and there is nothing to run.
 */
export function decideDev({ wish, found }: DevRequest): Decision<Json> {
  if (wish?.value !== true) return decide(null, 'default', 'not asked for with --dev');
  if ('missing' in found) {
    throw refuse('dev-missing', { asked: cite(wish.from), missing: found.missing }, wish.from);
  }
  const { variables, does, run, from } = found;
  const image = `${run.name}-dev`;
  return decide({ ...variables, does, image, volumes: run.volumes, ports: run.ports }, from);
}

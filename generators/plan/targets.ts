import { cite, type Evidence } from '../project/evidence.js';
import { chained } from '../project/shell.js';
import type { TestMode } from '../vocabulary.js';
import { type Decision, decide, type Json } from './decision.js';
import { refuse } from './shared-sentences.js';
import type { Wishes } from './wishes.js';

/** The tests of a repository, as an ecosystem found them. */
export interface Tests {
  /** What the stage does, behind its name: `vets and tests every package`. */
  does: string;
  /** Mounts of its step: caches, credentials. */
  mounts?: readonly string[];
  /** The shell command. */
  command: string;
  /** Sentences on what the tests want and a build does not have: `Some of them start containers (go.mod:9).` */
  wants: string[];
  /** Where they were seen. */
  from: Evidence;
}

/** A linter that a repository has chosen itself, or why it has none: `package.json has no lint script`. */
export type Linter = Pick<Tests, 'does' | 'mounts' | 'command' | 'from'> | { missing: string };

export interface TestRequest {
  wish?: Decision<TestMode> | undefined;
  /** Whether the stage lints too, before the tests, and by what. */
  lint?: { wish: Decision<boolean> | undefined; found: () => Linter };
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
 * Decides on the test stage: there when there are tests, unless `--test none`, or a linter is asked for; with `--test gate`
 * what ships is copied from it, since a builder runs only the stages that the last one needs.
 *
 * Throws a UserError when tests or a linter are asked for and there are none: a gate that nothing can close is no gate.
 */
export function decideTest(request: TestRequest): TestTarget {
  const { wish, missing, stage, gated } = request;
  const mode = wish?.value ?? 'stage';
  const ships = decide(stage, wish?.from ?? 'default');
  const tests = linted(request, mode === 'none' ? undefined : request.tests);
  if (tests === undefined && mode === 'none') return { test: decide(null, wish?.from ?? 'default'), ships };
  if (tests === undefined) {
    if (wish === undefined) return { test: decide(null, 'default', missing), ships };
    throw refuse('test-missing', { asked: cite(wish.from), mode, missing }, wish.from);
  }
  const gate = mode === 'gate';
  const { does, wants, from } = tests;
  const command = [...(tests.mounts ?? []), tests.command].join(' \\\n    ');
  return {
    test: decide({ stage, does, wants, gated: gate ? (gated ?? 'what ships') : null, command }, from),
    ships: gate ? decide('test', wish?.from ?? 'default') : ships,
  };
}

/** The tests behind the linter that is asked for. */
function linted({ lint }: TestRequest, tests: Tests | undefined): Tests | undefined {
  if (lint?.wish?.value !== true) return tests;
  const linter = lint.found();
  if ('missing' in linter) {
    throw refuse('lint-missing', { asked: cite(lint.wish.from), missing: linter.missing }, lint.wish.from);
  }
  if (tests === undefined) return { ...linter, wants: [] };
  return {
    ...tests,
    does: `${linter.does}, then ${tests.does}`,
    mounts: [...new Set([...(linter.mounts ?? []), ...(tests.mounts ?? [])])],
    command: chained([linter.command, tests.command]),
  };
}

/**
 * Refuses what is asked of an app that has no tests, no linter and nothing to develop with.
 *
 * Throws a UserError with the reason where one of them is asked for.
 */
export function refuseTargets({ test, lint, dev }: Wishes, missing: string): void {
  const linter = { wish: lint, found: () => ({ missing }) };
  decideTest({ wish: test, lint: linter, tests: undefined, missing, stage: 'build' });
  decideDev({ wish: dev, found: { missing } });
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

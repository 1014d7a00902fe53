import { type Decision, decide, type Json } from '../../../plan/decision.js';
import type { Situation } from '../../../plan/ecosystem.js';
import { decideDev, decideTest } from '../../../plan/targets.js';
import { place } from '../../../project/evidence.js';
import { skippedDownloads } from '../build/install/downloads.js';
import type { Install } from '../build/install/install.js';
import { installCommand, whyNode } from '../build/install/install-steps.js';
import { ENDS_ON_SIGNAL } from '../run/signals.js';
import { findDev } from './dev.js';
import { findLinter } from './lint.js';
import { findTests } from './tests.js';

/** Variables of a plan, by name. */
type Variables = Record<string, Decision<Json>>;

export interface TargetRequest {
  situation: Situation;
  install: Install;
  /** The stage that the tests stand on. */
  stage: string;
  /** What ships of the test stage behind a gate, when it is not everything. */
  gated?: string;
  /** Ports that the app listens on. */
  ports: Decision<Json>;
  /** Environment of the final image. */
  environment: Decision<Json>;
}

/** The variables `test`, `ships` and `dev`, the same in every template. */
export interface Targets extends Variables {
  test: Decision<Json>;
  ships: Decision<string>;
  dev: Decision<Json>;
}

/** Decides on the test and dev stages of an app. Throws a UserError as {@link decideTest} does. */
export function targetVariables(request: TargetRequest): Targets {
  const { situation, install, stage, gated } = request;
  const { wishes, project } = situation;
  const found = findTests(project, install);
  return {
    ...decideTest({
      wish: wishes.test,
      lint: { wish: wishes.lint, found: () => findLinter(install) },
      ...('missing' in found ? { tests: undefined, ...found } : { tests: found, missing: '' }),
      stage,
      ...(gated !== undefined && { gated }),
    }),
    dev: decideDev({
      wish: wishes.dev,
      found: findDev({
        situation,
        install,
        ports: request.ports.value as number[],
        environment: developing(request.environment),
      }),
    }),
  };
}

function developing({ value }: Decision<Json>): { name: string; value: string }[] {
  return (value as { name: string; value: string }[]).filter(
    ({ name, value }) => name !== 'NODE_ENV' && !value.includes(ENDS_ON_SIGNAL),
  );
}

/**
 * What a stage of its own adds to one that has production dependencies alone: the rest of them, and the
 * environment that keeps downloads out which nothing in a build needs.
 */
export function developmentVariables(install: Install): Variables {
  const { root, app } = install;
  const more = [root, app].some(({ json }) => Object.keys(json.devDependencies ?? {}).length > 0);
  return {
    developEnvironment: decide(
      more ? skippedDownloads([root, app], install.choice.lock) : [],
      place(root.path),
    ),
    developInstall: decide(more ? installCommand(install) : null, place(root.path)),
  };
}

/** The stage that installs: the one that builds as well, or one of its own when the dev target stands on it. */
export function firstStage(install: Install, { dev }: Pick<Targets, 'dev'>): Variables {
  const why = whyNode(install);
  return { first: decide(dev.value === null ? 'build' : 'dependencies', dev.from), why };
}

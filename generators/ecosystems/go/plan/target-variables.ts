import { secretMount } from '../../../plan/build-secret.js';
import type { Decision } from '../../../plan/decision.js';
import { decideDev, decideTest } from '../../../plan/targets.js';
import type { Wishes } from '../../../plan/wishes.js';
import { credentialsFor } from '../build/credentials.js';
import type { Listening } from '../run/listening.js';
import { findDev } from '../targets/air.js';
import { findTests } from '../targets/go-tests.js';
import { cacheMounts } from './build-variables.js';
import type { Facts } from './facts.js';

interface TargetParts {
  version: Decision<string>;
  musl: boolean;
  tags: string[];
  listening: Listening;
  command: Decision<string[]>;
  wishes: Wishes;
}

export function targetVariables(facts: Facts, parts: TargetParts) {
  const { version, musl, tags, listening, command, wishes } = parts;
  const { project, program, cgo } = facts;
  const tests = findTests(project, {
    scope: program.scope,
    cgo: cgo !== undefined,
    race: cgo !== undefined && !musl,
    mounts: [...credentialsFor(facts.private).map(secretMount), ...cacheMounts(facts)],
  });
  return {
    ...decideTest({
      wish: wishes.test,
      tests,
      missing: `no file of the module ${program.scope.module.mod.module} is named *_test.go`,
      stage: 'build',
    }),
    dev: decideDev({
      wish: wishes.dev,
      found: findDev(facts, { version: version.value, tags, args: command.value, listening }),
    }),
  };
}

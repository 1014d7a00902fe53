import { decideDev, decideTest } from '../../../plan/targets.js';
import type { Wishes } from '../../../plan/wishes.js';
import { mountsOf } from '../build/mounts.js';
import type { Start } from '../run/start.js';
import { findDev } from '../targets/air.js';
import { findLinter } from '../targets/go-lint.js';
import { findTests } from '../targets/go-tests.js';
import type { Facts } from './facts.js';
import type { Images } from './images.js';

interface TargetParts {
  images: Images;
  tags: string[];
  start: Start;
  wishes: Wishes;
}

/** The variables of the stages for tests and development. */
export function targetVariables(facts: Facts, { images, tags, start, wishes }: TargetParts) {
  const { project, program, layout } = facts;
  const { module } = program.scope;
  const cgo = facts.cgo !== undefined;
  const mounts = mountsOf(layout, facts.private);
  const { listening, command } = start;
  const version = images.go.version.value;
  return {
    ...decideTest({
      wish: wishes.test,
      lint: {
        wish: wishes.lint,
        found: () =>
          findLinter(project, { scope: program.scope, version, mounts: mounts.compile, tools: mounts.tools }),
      },
      tests: findTests(project, {
        scope: program.scope,
        cgo,
        race: cgo && !images.musl,
        mounts: mounts.compile,
      }),
      missing: `no file of the module ${module.mod.module} is named *_test.go`,
      stage: 'build',
    }),
    dev: decideDev({
      wish: wishes.dev,
      found: findDev(facts, { version, tags, mounts, args: command.value, ports: listening.ports.value }),
    }),
  };
}

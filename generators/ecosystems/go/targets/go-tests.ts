import type { Tests } from '../../../plan/targets.js';
import { place } from '../../../project/evidence.js';
import { below } from '../../../project/paths.js';
import type { Project } from '../../../project/project.js';
import { chained } from '../../../project/shell.js';
import type { Scope } from '../read/scope.js';

/** Modules whose tests start containers of their own, which a build cannot. */
const CONTAINERS = /^github\.com\/(testcontainers\/|ory\/dockertest)/;

export interface TestQuery {
  scope: Scope;
  cgo: boolean;
  /** True when the race detector runs: it needs cgo and glibc. */
  race: boolean;
  /** The mounts of its steps: credentials, and directories the go command caches in. */
  mounts: readonly string[];
}

/** How the module is vetted and tested, or undefined when it has no test file. */
export function findTests(project: Project, { scope, cgo, race, mounts }: TestQuery): Tests | undefined {
  const first = firstTestFile(project, scope.module.dir);
  if (first === undefined) return undefined;
  const settings = cgo ? 'CGO_ENABLED=1' : 'CGO_ENABLED=0';
  // The race detector is C: it needs cgo (https://go.dev/doc/articles/race_detector#Requirements).
  const test = race ? 'go test -race ./...' : 'go test ./...';
  return {
    does: `vets and tests every package${race ? ', with the race detector' : ''}`,
    mounts,
    command: chained([`${settings} go vet ./...`, `${settings} ${test}`]),
    wants: containerTests(scope),
    from: place(first),
  };
}

/** Nested modules have their own tests; what the go command passes over is no package. */
function firstTestFile(project: Project, module: string): string | undefined {
  const skipped = (path: string, name: string) =>
    /^[._]/.test(name) || name === 'testdata' || name === 'vendor' || project.has(below(path, 'go.mod'));
  for (const path of project.walk(module, skipped)) if (path.endsWith('_test.go')) return path;
  return undefined;
}

function containerTests({ module: { mod } }: Scope): string[] {
  const found = mod.requires.find(({ path }) => CONTAINERS.test(path));
  if (found === undefined) return [];
  return [`Tests that start containers (${found.path}) fail in a build.`];
}

import type { Linter } from '../../../plan/targets.js';
import { place } from '../../../project/evidence.js';
import { type BuildRequest, mavenCommand } from '../build/build-command.js';
import { executions, plugin } from '../read/plugins.js';
import type { Model, Plugin } from '../read/types.js';
import { all, text } from '../read/xml.js';

/** Plugins that judge sources, each with its goal; those that judge classes want them compiled first. */
const LINTERS = [
  { id: 'spotless-maven-plugin', prefix: 'spotless', compiled: false },
  { id: 'maven-checkstyle-plugin', prefix: 'checkstyle', compiled: false },
  { id: 'maven-pmd-plugin', prefix: 'pmd', compiled: true },
  { id: 'spotbugs-maven-plugin', prefix: 'spotbugs', compiled: true },
];

/** The linters of the POMs, in one run of Maven. */
export function findLinter({
  models,
  request,
  mounts,
}: {
  models: Model[];
  request: BuildRequest;
  mounts: readonly string[];
}): Linter {
  const used = LINTERS.flatMap((linter) => {
    const found = models.map((model) => plugin(model, linter.id)).find((one) => one !== undefined);
    return found === undefined ? [] : [{ ...linter, found }];
  });
  const [first] = used;
  if (first === undefined)
    return { missing: 'no POM has a plugin that lints: Spotless, Checkstyle, PMD, SpotBugs' };
  const goals = used.map(({ prefix, found }) => `${prefix}:check${executionOf(found)}`);
  const compiled = used.some((one) => one.compiled) ? ['compile'] : [];
  return {
    does: `runs ${used.map(({ prefix }) => prefix).join(' and ')}`,
    mounts,
    command: mavenCommand({ ...request, about: used.map(({ id }) => id) }, [...compiled, ...goals]),
    from: place(first.found.model.pom.path),
  };
}

/** What the POM sets for an execution holds for that one: https://maven.apache.org/guides/mini/guide-default-execution-ids.html */
function executionOf(found: Plugin): string {
  const checks = executions(found).find((one) => all(one, 'goals', 'goal').some((goal) => goal === 'check'));
  return checks === undefined ? '' : `@${text(checks, 'id') ?? 'default'}`;
}

import { array, exactOptional, string } from 'valibot';
import { jsonAs } from '../../../project/json.js';
import { below } from '../../../project/paths.js';
import type { Project } from '../../../project/project.js';
import { object, recordOf } from '../../../project/shape.js';
import type { Manifest } from './manifest.js';

const TASKS = exactOptional(recordOf(object({ dependsOn: exactOptional(array(string())) })));

/** `pipeline` is the name of `tasks` before Turborepo 2. */
const SETTINGS = object({ tasks: TASKS, pipeline: TASKS });

/** Scripts that Turborepo runs before a package is built. */
export interface TurboSteps {
  /** Of the package itself. */
  own: string[];
  /** Of the packages that it depends on. */
  upstream: string[];
}

/** Tasks that make nothing which a build reads. */
const CHECKS = /^(build|lint|test|typecheck|type-check|check|format|dev|clean)(:|$)/;

/**
 * The scripts that Turborepo runs before the build of a package, by what its tasks depend on: `^db:generate` of the
 * packages it needs, `codegen` of itself. Empty where a repository has no turbo.json.
 */
export function turboSteps(project: Project, root: string, { json: { name } }: Manifest): TurboSteps {
  const settings = jsonAs(project, below(root, 'turbo.json'), SETTINGS, { loose: true }) ?? {};
  const tasks = settings.tasks ?? settings.pipeline ?? {};
  const own = new Set<string>();
  const upstream = new Set<string>();
  const visit = (task: string, found: Set<string>) => {
    const { dependsOn } = tasks[`${name}#${task}`] ?? tasks[task] ?? {};
    for (const needed of dependsOn ?? []) {
      const script = needed.replace(/^\^/, '');
      const into = needed.startsWith('^') ? upstream : found;
      if (/[#$]/.test(script) || into.has(script)) continue;
      into.add(script);
      visit(script, into);
    }
  };
  visit('build', own);
  const making = (found: Set<string>) => [...found].filter((script) => !CHECKS.test(script)).reverse();
  return { own: making(own), upstream: making(upstream) };
}

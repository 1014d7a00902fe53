import { npm } from '../../../generators/ecosystems/npm/index.js';
import type { PackageJson } from '../../../generators/ecosystems/npm/read/manifest.js';
import { defaultCatalog } from '../../../generators/home.js';
import { decide, type Json } from '../../../generators/plan/decision.js';
import type { Plan } from '../../../generators/plan/plan.js';
import type { Wishes } from '../../../generators/plan/wishes.js';
import { mapProject } from '../../../generators/project/map.js';
import type { Project } from '../../../generators/project/project.js';

export const catalog = defaultCatalog();

/** A repository with this package.json at its root, other files beside it. */
export function repository(json: PackageJson, files: Record<string, string> = {}) {
  return mapProject({ 'package.json': JSON.stringify(json, null, 2), ...files });
}

/** The apps that are found in a repository. */
export function appsOf(project: Project, wishes: Wishes = {}) {
  return npm.detect(project, wishes, catalog);
}

/** The plan of the likeliest app of a repository, or of the one named. */
export function planOf(
  project: ReturnType<typeof mapProject>,
  wished: { [K in keyof Wishes]?: Json } = {},
  app?: string,
): Plan {
  const wishes = Object.fromEntries(
    Object.entries(wished).map(([name, value]) => [name, decide(value as Json, { flag: name })]),
  ) as Wishes;
  const found = appsOf(project, wishes);
  const detection = app === undefined ? likeliest(found) : found.find((one) => one.app === app);
  if (detection === undefined) throw new Error(`no app ${app}`);
  return npm.plan({ project, detection, wishes, catalog });
}

function likeliest(found: ReturnType<typeof appsOf>) {
  return [...found].sort((a, b) => b.standing - a.standing)[0];
}

export function variable(plan: Plan, name: string): Json | undefined {
  return plan.variables[name]?.value;
}

/** An npm lock file, format 3, that covers these packages. */
export function npmLock(packages: Record<string, string>, bins: Record<string, Record<string, string>> = {}) {
  const entries = Object.entries(packages).map(([name, version]) => [
    `node_modules/${name}`,
    { version, ...(bins[name] && { bin: bins[name] }) },
  ]);
  return JSON.stringify({ lockfileVersion: 3, packages: { '': {}, ...Object.fromEntries(entries) } });
}

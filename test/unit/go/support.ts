import { join } from 'node:path';
import { loadCatalog } from '../../../generators/catalog/catalog.js';
import { go } from '../../../generators/ecosystems/go/index.js';
import type { Json } from '../../../generators/plan/decision.js';
import type { Plan } from '../../../generators/plan/plan.js';
import type { Wishes } from '../../../generators/plan/wishes.js';
import { cite } from '../../../generators/project/evidence.js';
import { mapProject } from '../../../generators/project/map.js';
import { render } from '../../../generators/render/render.js';
import { MADE } from '../../support/made.js';

export const catalog = loadCatalog(join(import.meta.dirname, '../../../templates'));

export const MOD = 'module example.com/shop\n\ngo 1.26\n';

/** A main package around the body of its main function. */
export function program(body: string, imports: string[] = []): string {
  return `package main\n\nimport (\n${imports.map((path) => `\t"${path}"\n`).join('')})\n\nfunc main() {\n${body}\n}\n`;
}

/** The plan of the likeliest program of a map of files. */
export function planOf(files: Record<string, string>, wishes: Wishes = {}, app?: string): Plan {
  const project = mapProject({ 'go.mod': MOD, ...files });
  const found = go.detect(project).sort((a, b) => b.standing - a.standing);
  const detection = app === undefined ? found[0] : found.find((one) => one.app === app);
  if (detection === undefined) throw new Error('no program');
  return go.plan({ project, detection, wishes, catalog });
}

/** The values of the plan's variables. */
export function values(plan: Plan): Record<string, Json> {
  return Object.fromEntries(Object.entries(plan.variables).map(([name, { value }]) => [name, value]));
}

/** Where the plan has a variable from, as it is printed. */
export function from(plan: Plan, variable: string): string {
  return cite(plan.variables[variable]?.from ?? 'default');
}

export function dockerfile(plan: Plan): string {
  return render(plan, catalog, MADE)[0]?.contents ?? '';
}

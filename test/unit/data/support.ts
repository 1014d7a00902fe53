import { join } from 'node:path';
import { loadCatalog, type Template, withAllLanguages } from '../../../generators/catalog/catalog.js';
import type { Source } from '../../../generators/catalog/language.js';
import { dataEcosystem } from '../../../generators/ecosystems/data/index.js';
import { Values } from '../../../generators/ecosystems/data/values.js';
import type { Detection } from '../../../generators/plan/ecosystem.js';
import type { Plan } from '../../../generators/plan/plan.js';
import type { Wishes } from '../../../generators/plan/wishes.js';
import { mapProject } from '../../../generators/project/map.js';
import { render } from '../../../generators/render/render.js';
import { MADE } from '../../support/made.js';

/** The built-in templates, languages among them. */
export const catalog = await withAllLanguages(loadCatalog(join(import.meta.dirname, '../../../templates')));

type Manifest = Template['manifest'];

/** A small language of its own, with what a test says of it. */
export function manifestWith(
  language: Partial<NonNullable<Manifest['language']>>,
  { variables = {}, bases, images }: Partial<Pick<Manifest, 'variables' | 'bases' | 'images'>> = {},
): Manifest {
  const slim = { build: 'debian-slim', runtime: 'debian-slim', description: 'for a test' };
  return {
    id: 'toy',
    title: 'Toy',
    description: 'A language of a test',
    language: {
      id: 'toy',
      title: 'Toy',
      signs: ['toy.json'],
      detect: { title: 'Toy of {dir}' },
      ...language,
    },
    bases: bases ?? { slim },
    ...(images !== undefined && { images }),
    variables: { dir: { type: 'string', description: 'Directory' }, ...variables },
    files: {},
  };
}

/** What sources give for a map of files. */
export function given(
  files: Record<string, string>,
  read: Source[],
  { dir = '.', variables = {} }: { dir?: string; variables?: Manifest['variables'] } = {},
): string[] {
  const manifest = manifestWith({}, { variables });
  const values = new Values(mapProject(files), manifest, { dir, root: '.', known: {} });
  return values.found(read, { all: true }).map(({ value }) => value);
}

export function detectionsOf(
  template: Pick<Template, 'manifest'>,
  files: Record<string, string>,
): Detection[] {
  const found = dataEcosystem({ sources: {}, ...template }).detect(mapProject(files), {}, catalog);
  return found.sort((a, b) => b.standing - a.standing);
}

/** The plan of the likeliest app of a map of files. */
export function planOf(
  template: Pick<Template, 'manifest'>,
  files: Record<string, string>,
  wishes: Wishes = {},
): Plan {
  const ecosystem = dataEcosystem({ sources: {}, ...template });
  const project = mapProject(files);
  const [detection] = ecosystem.detect(project, {}, catalog).sort((a, b) => b.standing - a.standing);
  if (detection === undefined) throw new Error('no app');
  return ecosystem.plan({ project, detection, wishes, catalog });
}

/** The value of a variable of a plan. */
export function variableOf(plan: Plan, name: string): unknown {
  return plan.variables[name]?.value;
}

/** A built-in template by its id. */
export function builtIn(id: string, from = catalog): Template {
  const template = from.templates[id];
  if (template === undefined) throw new Error(`there is no templates/${id}`);
  return template;
}

export function dockerfile(plan: Plan): string {
  return render(plan, catalog, MADE)[0]?.contents ?? '';
}

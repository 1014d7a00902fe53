import type { Project } from '../../project.js';
import { type Model, resolved } from './model.js';
import { plugin } from './plugins.js';
import { appSettings } from './settings.js';

/** How Quarkus packages a module (R54). */
export interface Quarkus {
  type: 'fast-jar' | 'uber-jar';
  /** Name before the suffix, when it is not finalName. */
  name?: string;
  suffix: string;
}

/** What Quarkus makes of a module; undefined when its plugin is not there. */
export function quarkus(model: Model, project: Project): Quarkus | undefined {
  if (plugin(model, 'quarkus-maven-plugin') === undefined) return undefined;
  const settings = appSettings(project, model);
  const read = (key: string) => resolved(model, key)?.value ?? settings.get(key)?.value;
  const type = read('quarkus.package.jar.type') ?? read('quarkus.package.type') ?? 'fast-jar';
  if (type !== 'uber-jar') return { type: 'fast-jar', suffix: '' };
  const suffixed = read('quarkus.package.jar.add-runner-suffix') ?? read('quarkus.package.add-runner-suffix');
  const runner =
    read('quarkus.package.runner-suffix') ?? read('quarkus.package.jar.runner-suffix') ?? '-runner';
  const name = read('quarkus.package.output-name');
  const found: Quarkus = { type: 'uber-jar', suffix: suffixed === 'false' ? '' : runner };
  return name === undefined ? found : { ...found, name };
}

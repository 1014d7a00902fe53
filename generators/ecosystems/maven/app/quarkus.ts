import type { Project } from '../../../project/project.js';
import { appSettings } from '../read/app-settings.js';
import { plugin } from '../read/plugins.js';
import { resolved } from '../read/properties.js';
import type { Model, Quarkus } from '../read/types.js';

/** What Quarkus makes of a module; undefined when its plugin is not there. */
export function quarkus(model: Model, project: Project): Quarkus | undefined {
  if (plugin(model, 'quarkus-maven-plugin') === undefined) return undefined;
  const settings = appSettings(project, model);
  const read = (key: string) => resolved(model, key)?.value ?? settings.get(key)?.value;
  const type = read('quarkus.package.jar.type') ?? read('quarkus.package.type') ?? 'fast-jar';
  if (type !== 'uber-jar') return { type: 'fast-jar', suffix: '', ...overrides(type, read) };
  const suffixed = read('quarkus.package.jar.add-runner-suffix') ?? read('quarkus.package.add-runner-suffix');
  const runner =
    read('quarkus.package.runner-suffix') ?? read('quarkus.package.jar.runner-suffix') ?? '-runner';
  const name = read('quarkus.package.output-name');
  const found: Quarkus = { type: 'uber-jar', suffix: suffixed === 'false' ? '' : runner };
  return name === undefined ? found : { ...found, name };
}

/** Other packagings that a POM or the settings ask for: https://quarkus.io/guides/maven-tooling#quarkus-package-pkg-package-config */
function overrides(type: string, read: (key: string) => string | undefined): Pick<Quarkus, 'flags'> {
  const native = read('quarkus.native.enabled') === 'true' || read('quarkus.package.jar.enabled') === 'false';
  const key =
    read('quarkus.package.jar.type') === undefined ? 'quarkus.package.type' : 'quarkus.package.jar.type';
  const flags = [
    ...(native ? ['-Dquarkus.native.enabled=false', '-Dquarkus.package.jar.enabled=true'] : []),
    ...(/^(fast-)?jar$/.test(type) ? [] : [`-D${key}=fast-jar`]),
  ];
  return flags.length === 0 ? {} : { flags };
}

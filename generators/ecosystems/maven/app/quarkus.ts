import type { Project } from '../../../project/project.js';
import { appSettings } from '../read/app-settings.js';
import { atLeast, managed } from '../read/dependencies.js';
import { plugin } from '../read/plugins.js';
import { interpolate, resolved } from '../read/properties.js';
import type { Model, Quarkus } from '../read/types.js';
import { text } from '../read/xml.js';

/** What Quarkus makes of a module; undefined when its plugin is not there. */
export function quarkus(model: Model, project: Project): Quarkus | undefined {
  if (plugin(model, 'quarkus-maven-plugin') === undefined) return undefined;
  const settings = appSettings(project, model);
  const read = (key: string) => resolved(model, key)?.value ?? settings.get(key)?.value;
  const type = read('quarkus.package.jar.type') ?? read('quarkus.package.type') ?? 'jar';
  if (type === 'jar' && leavesRunner(model)) return { type: 'legacy-jar', suffix: '-runner' };
  if (type !== 'uber-jar') return { type: 'fast-jar', suffix: '', ...overrides(type, read) };
  const suffixed = read('quarkus.package.jar.add-runner-suffix') ?? read('quarkus.package.add-runner-suffix');
  const runner =
    read('quarkus.package.runner-suffix') ?? read('quarkus.package.jar.runner-suffix') ?? '-runner';
  const name = read('quarkus.package.output-name');
  const found: Quarkus = { type: 'uber-jar', suffix: suffixed === 'false' ? '' : runner };
  return name === undefined ? found : { ...found, name };
}

/** Before 1.12 the usual jar is a runner with lib/ beside it: https://github.com/quarkusio/quarkus/wiki/Migration-Guide-1.12 */
function leavesRunner(model: Model): boolean {
  const bom = managed(model).find(
    ({ groupId, artifactId }) => groupId.startsWith('io.quarkus') && artifactId.endsWith('-bom'),
  );
  const pinned = plugin(model, 'quarkus-maven-plugin')?.elements.map((each) => text(each, 'version'));
  const version = bom?.version ?? interpolate(model, pinned?.find(Boolean) ?? '');
  return /^\d/.test(version) && !atLeast(version, '1.12');
}

/** Other packagings that a POM or the settings ask for: https://quarkus.io/guides/maven-tooling#quarkus-package-pkg-package-config */
function overrides(type: string, read: (key: string) => string | undefined): Pick<Quarkus, 'flags'> {
  const native = read('quarkus.native.enabled') === 'true' || read('quarkus.package.jar.enabled') === 'false';
  const key =
    read('quarkus.package.jar.type') === undefined ? 'quarkus.package.type' : 'quarkus.package.jar.type';
  const image = ['quarkus.container-image.build', 'quarkus.container-image.push'].filter(
    (name) => read(name) === 'true',
  );
  const flags = [
    // An image of its own needs a Docker engine inside the build.
    ...image.map((name) => `-D${name}=false`),
    ...(native ? ['-Dquarkus.native.enabled=false', '-Dquarkus.package.jar.enabled=true'] : []),
    ...(/^(fast-)?jar$/.test(type) ? [] : [`-D${key}=fast-jar`]),
  ];
  return flags.length === 0 ? {} : { flags };
}

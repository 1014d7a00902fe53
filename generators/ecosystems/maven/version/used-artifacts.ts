import coerce from 'semver/functions/coerce.js';
import satisfies from 'semver/functions/satisfies.js';
import type { Evidence } from '../../../project/evidence.js';
import { bootVersion } from '../app/spring-boot.js';
import { dependencies, managed, versionOf } from '../read/dependencies.js';
import { plugin } from '../read/plugins.js';
import { artifactPlace } from '../read/pom.js';
import { interpolate } from '../read/properties.js';
import type { Model } from '../read/types.js';
import { all, text, type Xml } from '../read/xml.js';

const COMPILER = 'maven-compiler-plugin';

/**
 * The version in which a module uses an artifact (`group:artifact`): as a dependency, a list of versions that it
 * imports, a plug-in, or a part of the compiler. Empty where the POM leaves the version to others.
 */
export function useOf(model: Model, name: string): { version: string; from: Evidence } | undefined {
  const [groupId = '', artifactId = ''] = name.split(':');
  if (artifactId === 'spring-boot') {
    const boot = bootVersion(model);
    return boot && { version: boot.value, from: boot.from };
  }
  const lists = managed(model).filter(({ scope }) => scope === 'import');
  const isUsed = [...dependencies(model), ...lists].some(
    (each) => each.artifactId === artifactId && each.groupId === groupId,
  );
  const version =
    processorVersion(model, artifactId) ??
    (isUsed ? (versionOf(model, artifactId) ?? '') : pluginVersion(model, artifactId));
  return version === undefined ? undefined : { version, from: artifactPlace(model, { artifactId, version }) };
}

/** True for a version in a semver range; any version is in `*`, one that is not known in no other. */
export function inRange(version: string, range: string): boolean {
  const known = coerce(version);
  return range === '*' || (known !== null && satisfies(known, range));
}

/** The version of a plug-in that the build runs; empty where the POM leaves it to others, undefined without it. */
export function pluginVersion(model: Model, artifactId: string): string | undefined {
  const found = plugin(model, artifactId);
  const version = found?.elements.map((element) => text(element, 'version')).find(Boolean) ?? '';
  return found && interpolate(model, version);
}

/** The version of a part of the compiler (`annotationProcessorPaths`). */
function processorVersion(model: Model, artifactId: string): string | undefined {
  // Any tag may stand for an item of the list: Maven goes by their place.
  const paths = compilerElements(model)
    .flatMap((element) => all(element, 'configuration', 'annotationProcessorPaths'))
    .flatMap((list) => (typeof list === 'string' ? [] : Object.keys(list).flatMap((tag) => all(list, tag))));
  const found = paths.find((path) => text(path, 'artifactId') === artifactId);
  return found && interpolate(model, text(found, 'version') ?? '');
}

function compilerElements(model: Model): Xml[] {
  const places = [
    ['build', 'plugins', 'plugin'],
    ['build', 'pluginManagement', 'plugins', 'plugin'],
  ];
  return model.sections
    .flatMap(({ node }) => places.flatMap((place) => all(node, ...place)))
    .filter((element) => text(element, 'artifactId') === COMPILER)
    .flatMap((element) => [element, ...all(element, 'executions', 'execution')]);
}

import coerce from 'semver/functions/coerce.js';
import compare from 'semver/functions/compare.js';
import { interpolate } from './properties.js';
import type { Dependency, Model } from './types.js';
import { all, text, type Xml } from './xml.js';

/** All dependencies, inherited ones included; versions as far as they can be known. */
export function dependencies(model: Model): Dependency[] {
  return model.sections.flatMap(({ node }) =>
    all(node, 'dependencies', 'dependency').map((element) => dependency(model, element)),
  );
}

/** The managed dependencies, boms included (`type` pom, `scope` import). */
export function managed(model: Model): Dependency[] {
  return model.sections.flatMap(({ node }) =>
    all(node, 'dependencyManagement', 'dependencies', 'dependency').map((element) =>
      dependency(model, element),
    ),
  );
}

export function dependency(model: Model, element: Xml): Dependency {
  const field = (tag: string, missing = '') => interpolate(model, text(element, tag) ?? missing);
  const systemPath = field('systemPath').replace(/^\.\//, '');
  return {
    groupId: field('groupId'),
    artifactId: field('artifactId'),
    version: field('version'),
    scope: interpolate(model, text(element, 'scope') ?? managedScope(model, element) ?? 'compile'),
    type: field('type', 'jar'),
    optional: field('optional') === 'true',
    ...(systemPath !== '' && { systemPath }),
  };
}

/** A dependency without a scope has that of dependencyManagement. */
function managedScope(model: Model, element: Xml): string | undefined {
  const scopes = managedScopes.get(model) ?? scopesIn(model);
  managedScopes.set(model, scopes);
  return scopes.get(keyOf(element));
}

// A reactor manages hundreds of dependencies, and each of them is asked for more than once.
const managedScopes = new WeakMap<Model, Map<string, string | undefined>>();

/** The managed scopes as they stand, the first of a name. */
function scopesIn(model: Model): Map<string, string | undefined> {
  const scopes = new Map<string, string | undefined>();
  for (const { node } of model.sections) {
    for (const element of all(node, 'dependencyManagement', 'dependencies', 'dependency')) {
      const key = keyOf(element);
      if (!scopes.has(key)) scopes.set(key, text(element, 'scope'));
    }
  }
  return scopes;
}

function keyOf(element: Xml): string {
  return `${text(element, 'groupId') ?? ''}:${text(element, 'artifactId') ?? ''}`;
}

/** The version of a dependency, direct or managed; undefined when only an unknown bom has it. */
export function versionOf(model: Model, artifactId: string): string | undefined {
  const known = [...dependencies(model), ...managed(model)].find(
    (each) => each.artifactId === artifactId && each.version !== '' && !each.version.includes('${'),
  );
  return known?.version;
}

/** True when a version is at least another: `atLeast('3.3.1', '3.3')`. */
export function atLeast(version: string, floor: string): boolean {
  const [a, b] = [coerce(version), coerce(floor)];
  return a !== null && b !== null && compare(a, b) >= 0;
}

import { fits } from '../../../knowledge/globs.js';
import { artifactsOf } from '../../../knowledge/java.js';
import type { Evidence } from '../../../project/evidence.js';
import { dependencies } from '../read/dependencies.js';
import { artifactPlace } from '../read/pom.js';
import type { Model } from '../read/types.js';

/** A dependency of the program, with the line of a POM that names it. */
export interface Found {
  artifactId: string;
  from: Evidence;
}

/** The server that a program wants for its data, where it can do with no other. */
export function databaseServer(models: Model[], scopes: (scope: string) => boolean): Found | undefined {
  const found = findDependency(models, artifactsOf('database'));
  return findDependency(models, artifactsOf('embedded'), scopes) === undefined ? found : undefined;
}

/** The first dependency with such an artifact id. */
export function findDependency(
  models: Model[],
  artifacts: readonly string[],
  scopes: (scope: string) => boolean = () => true,
): Found | undefined {
  for (const model of models) {
    const found = dependencies(model).find(
      ({ artifactId, scope }) => fits(artifactId, artifacts) && scopes(scope),
    );
    if (found === undefined) continue;
    const { artifactId } = found;
    return { artifactId, from: artifactPlace(model, { artifactId }) };
  }
  return undefined;
}

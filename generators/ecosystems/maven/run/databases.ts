import type { Evidence } from '../../../project/evidence.js';
import { dependencies } from '../read/dependencies.js';
import { artifactPlace } from '../read/pom.js';
import type { Model } from '../read/types.js';

/** Drivers of databases that run as a server. */
const SERVER =
  /^(postgresql|mysql-connector-(java|j)|mariadb-java-client|mssql-jdbc|ojdbc\d+|quarkus-(jdbc|reactive)-(postgresql|mysql|mariadb|mssql|oracle|db2|pg-client|mysql-client)|r2dbc-(postgresql|mysql|mariadb|mssql))$/;

/** Databases that run inside the program. */
const EMBEDDED = /^((quarkus-jdbc-|r2dbc-)?h2|(quarkus-jdbc-)?derby|hsqldb|sqlite-jdbc|embedded-.+)$/;

/** A dependency of the program, with the line of a POM that names it. */
export interface Found {
  artifactId: string;
  from: Evidence;
}

/** The server that a program wants for its data, where it can do with no other. */
export function databaseServer(models: Model[], scopes: (scope: string) => boolean): Found | undefined {
  const found = findDependency(models, SERVER);
  return findDependency(models, EMBEDDED, scopes) === undefined ? found : undefined;
}

/** The first dependency with such an artifact id. */
export function findDependency(
  models: Model[],
  artifacts: RegExp,
  scopes: (scope: string) => boolean = () => true,
): Found | undefined {
  for (const model of models) {
    const found = dependencies(model).find(
      ({ artifactId, scope }) => artifacts.test(artifactId) && scopes(scope),
    );
    if (found === undefined) continue;
    const { artifactId } = found;
    return { artifactId, from: artifactPlace(model, { artifactId }) };
  }
  return undefined;
}

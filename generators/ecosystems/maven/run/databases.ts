import { at, lineAt } from '../../../project/evidence.js';
import { dependencies } from '../read/dependencies.js';
import type { Model, Pom } from '../read/types.js';

/** Drivers of databases that run as a server. */
const SERVER =
  /^(postgresql|mysql-connector-(java|j)|mariadb-java-client|mssql-jdbc|ojdbc\d+|quarkus-(jdbc|reactive)-(postgresql|mysql|mariadb|mssql|oracle|db2|pg-client|mysql-client)|r2dbc-(postgresql|mysql|mariadb|mssql))$/;

/** Databases that run inside the program. */
const EMBEDDED = /^((quarkus-jdbc-|r2dbc-)?h2|(quarkus-jdbc-)?derby|hsqldb|sqlite-jdbc|embedded-.+)$/;

/** The server that a program wants for its data, where it can do with no other: `pom.xml:35, postgresql`. */
export function databaseServer(models: Model[], scopes: (scope: string) => boolean): string | undefined {
  const found = findDependency(models, SERVER);
  return findDependency(models, EMBEDDED, scopes) === undefined ? found : undefined;
}

/** The first dependency with such an artifact id, with the line of a POM that names it. */
export function findDependency(
  models: Model[],
  artifacts: RegExp,
  scopes: (scope: string) => boolean = () => true,
): string | undefined {
  for (const model of models) {
    const found = dependencies(model).find(
      ({ artifactId, scope }) => artifacts.test(artifactId) && scopes(scope),
    );
    if (found === undefined) continue;
    const { artifactId } = found;
    const line = [model.pom, ...model.parents].map((pom) => lineOf(pom, artifactId)).find(Boolean);
    return line === undefined ? artifactId : `${line}, ${artifactId}`;
  }
  return undefined;
}

function lineOf(pom: Pom, artifactId: string): string | undefined {
  const index = pom.source.indexOf(`<artifactId>${artifactId}<`);
  return index === -1 ? undefined : at(pom.path, lineAt(pom.source, index));
}

import { parse } from 'yaml';
import { type ServiceRow, serviceOfDrivers } from '../../../knowledge/services.js';
import { HOST } from '../../../plan/host-machine.js';
import { composeFiles } from '../../../project/compose-services.js';
import { type Evidence, lineAt, place } from '../../../project/evidence.js';
import type { Project } from '../../../project/project.js';
import type { Variable } from '../read/types.js';

/** The database of a compose file, as the variables of Spring Boot that reach it on this machine. */
export interface ComposedDatabase {
  variables: Variable[];
  from: Evidence;
}

/**
 * What Spring Boot's support for compose reads on the machine of a developer, and leaves out of what it packs
 * (https://docs.spring.io/spring-boot/reference/features/dev-services.html): the address of the database, with the
 * user and the password that its service is made with. Undefined where the file leaves one of them open.
 *
 * - `driver`: the artifact of the database's driver.
 */
export function composedDatabase(
  project: Project,
  directories: readonly string[],
  driver: string,
): ComposedDatabase | undefined {
  const row = serviceOfDrivers(`>${driver}<`);
  if (row === undefined) return undefined;
  for (const path of composeFiles(project, directories)) {
    const text = project.read(path) ?? '';
    for (const [name, service] of servicesOf(text)) {
      if (!isOf(service.image, row)) continue;
      const variables = variablesOf(service, row);
      if (variables !== undefined)
        return { variables, from: place(path, lineAt(text, text.indexOf(`${name}:`)), name) };
    }
  }
  return undefined;
}

type Service = Record<string, unknown>;

function servicesOf(text: string): [string, Service][] {
  let file: unknown;
  try {
    file = parse(text, { logLevel: 'silent' });
  } catch {
    return [];
  }
  return Object.entries(asRecord(asRecord(file).services)).map(([name, one]) => [name, asRecord(one)]);
}

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};
}

/** `postgres:17`, `docker.io/library/postgres`: the image of that database. */
function isOf(image: unknown, row: ServiceRow): boolean {
  const own = row.image.split(':')[0];
  return typeof image === 'string' && image.split('/').at(-1)?.split(':')[0] === own;
}

function variablesOf(service: Service, row: ServiceRow): Variable[] | undefined {
  const given = environmentOf(service.environment);
  const [user, password, database] = ['{user}', '{password}', '{database}'].map((what) => {
    const [name = ''] = Object.entries(row.environment).find(([, value]) => value === what) ?? [];
    return given.get(name);
  });
  if (![user, password, database].every((value) => value !== undefined && !value.includes('$')))
    return undefined;
  const url = `jdbc:${row.schemes.at(-1)}://${HOST}:${portOf(service.ports, row.port)}/${database}`;
  const values = { URL: url, USERNAME: user, PASSWORD: password };
  return Object.entries(values).map(([name, value = '']) => ({ name: `SPRING_DATASOURCE_${name}`, value }));
}

/** Both ways to write it: a map, and a list of `NAME=value`. */
function environmentOf(value: unknown): Map<string, string> {
  const lines = Array.isArray(value)
    ? value.map((line) => String(line).split(/=(.*)/s, 2))
    : Object.entries(asRecord(value)).map(([name, one]) => [name, String(one)]);
  return new Map(lines.map(([name = '', one = '']) => [name, one]));
}

/** Where the service is published: `5433:5432`; a port alone is published anywhere, which no line can name. */
function portOf(ports: unknown, usual: number): string {
  const lines = Array.isArray(ports) ? ports.map(String) : [];
  const published = lines
    .map((line) => /(\d{2,5}):(\d{2,5})$/.exec(line))
    .find((one) => one?.[2] === `${usual}`);
  return published?.[1] ?? String(usual);
}

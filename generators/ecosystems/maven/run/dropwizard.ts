import { parse } from 'yaml';
import { type Evidence, place } from '../../../project/evidence.js';
import { below } from '../../../project/paths.js';
import type { Project } from '../../../project/project.js';
import { dependencies } from '../read/dependencies.js';
import type { Model } from '../read/types.js';

/** What a Dropwizard application is started with: the command `server` and its configuration file. */
export interface Dropwizard {
  /** Path of the configuration in the repository. */
  file: string;
  args: string[];
  /** Ports of the application and admin connectors. */
  ports: number[];
  /** JVM properties that open connectors which the configuration binds to localhost. */
  open: string[];
  /** Variables that do, where the configuration has them there. */
  hosts: string[];
  /** Variables that it reads and gives no default. */
  needs: string[];
  from: Evidence;
}

/** Names people give the configuration, the likeliest first. */
const NAMES = /^(config|configuration|config[-.]prod(uction)?|app|application|server|.*-config|.*)\.ya?ml$/;

/** Where they keep it, the likeliest first; Dropwizard reads it from the disk also where it lies among the resources. */
const PLACES = [
  '.',
  'config',
  'conf',
  'etc',
  'src/main/config',
  'src/main/resources/config',
  'src/main/resources',
];

/**
 * The start arguments of a Dropwizard application, whose main method only prints its help without
 * them (https://www.dropwizard.io). Undefined for other programs, or when no configuration is found.
 */
export function dropwizard(project: Project, model: Model): Dropwizard | undefined {
  if (!dependencies(model).some(({ artifactId }) => artifactId === 'dropwizard-core')) return undefined;
  const places = [model.directory, '.'].flatMap((dir) => PLACES.map((place) => below(dir, place)));
  const files = [...new Set(places)].flatMap((place) =>
    project
      .entries(place)
      .filter(({ name, kind }) => kind === 'file' && NAMES.test(name))
      .map(({ name }) => below(place, name)),
  );
  const found = files
    .sort((a, b) => rank(a) - rank(b))
    .find((file) => /^(server|logging|database|template|defaultName)\s*:/m.test(project.read(file) ?? ''));
  if (found === undefined) return undefined;
  const name = found.slice(found.lastIndexOf('/') + 1);
  const text = project.read(found) ?? '';
  const server = project.once('dropwizard', found, () => serverSettings(text));
  const bound = hostsIn(server, 'server');
  const hosts = new Set(bound.flatMap(({ host }) => BY_VARIABLE.exec(host)?.[1] ?? []));
  return {
    file: found,
    args: ['server', name],
    ports: serverPorts(text),
    open: bound.filter(({ host }) => LOCAL.test(host)).map(({ path }) => `-Ddw.${path}=0.0.0.0`),
    hosts: [...hosts],
    needs: [
      ...new Set(
        [...text.matchAll(/^[^#\r\n\u2028\u2029]*?\$\{([A-Z]\w*)\}/gm)].map(([, variable = '']) => variable),
      ),
    ],
    from: place(found),
  };
}

const LOCAL = /^(localhost|127\.0\.0\.1|::1)$/;
const BY_VARIABLE = /^\$\{(\w+):-(?:localhost|127\.0\.0\.1|::1)\}$/;

function serverSettings(text: string): unknown {
  try {
    return (parse(text) as { server?: unknown } | null)?.server;
  } catch {
    return undefined;
  }
}

/**
 * Where it binds, by the path of the setting: a property `dw.` and that path replaces it
 * (https://www.dropwizard.io/en/stable/manual/core.html).
 */
function hostsIn(value: unknown, path: string): { path: string; host: string }[] {
  if (/(^|\.)bind_?host$/i.test(path)) return [{ path, host: String(value) }];
  if (Array.isArray(value)) return value.flatMap((each, index) => hostsIn(each, `${path}[${index}]`));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, each]) => hostsIn(each, `${path}.${key}`));
}

/** The ports below `server:`; without one the defaults. `${PORT:-8080}` has its default too. */
function serverPorts(text: string): number[] {
  const section = /^server\s*:([\s\S]*?)(?=^\S|(?![\s\S]))/m.exec(text)?.[1] ?? '';
  const found = [...section.matchAll(/\bport\s*:\s*(?:(\d+)|\$\{\w+:-(\d+)\})/g)];
  const ports = found.map(([, plain, fallback]) => Number(plain ?? fallback)).filter((port) => port > 0);
  return ports.length > 0 ? [...new Set(ports)] : [8080, 8081];
}

function rank(file: string): number {
  return /(^|\/)(config|configuration)\.ya?ml$/.test(file) ? 0 : 1;
}

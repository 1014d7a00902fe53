import { isClientSetting } from '../../../knowledge/client-settings.js';
import { namesLocalhost, namesService, onHost } from '../../../plan/host-machine.js';
import type { Project } from '../../../project/project.js';
import type { Program } from '../read/program.js';
import { type Spot, spotAt } from '../read/source.js';
import { structTagsOf } from '../read/struct-tags.js';

/** A server that the program connects to, and the variable that says where it is. */
export interface HostService {
  name: string;
  /** Its address as a container reaches it; absent where nothing says one. */
  value?: string;
  from: Spot;
}

/** `getEnv("DB_HOST", "localhost")`: a function of that kind has one of these words in its name. */
const FALLBACK = /\b\w*(?:env|default)\w*\(\s*"([A-Z][A-Z0-9_]*)"\s*,\s*"([^"\s]+)"\s*\)/gi;

/** Variables that hold the address of a database, a cache or a queue, whatever the program. */
const ADDRESS =
  /^(?:\w+_)?(?:DSN|(?:DATABASE|DB|POSTGRES\w*|PG|MYSQL|MONGO\w*|REDIS|RABBIT\w*|AMQP|NATS)_(?:UR[IL]|DSN|CONN\w*))$/;

/**
 * The servers that a program looks for on the developer's machine unless a variable names another place, and those
 * whose address only a variable gives.
 */
export function hostServices(program: Program, project: Project): HostService[] {
  const found: HostService[] = program.sources
    .filter(({ generated }) => !generated)
    .flatMap((source) => {
      const calls = [...source.code.matchAll(FALLBACK)].map(({ 1: name = '', 2: value = '', index }) => ({
        name,
        value,
        from: spotAt(source, index),
      }));
      const tags = structTagsOf(project, source).flatMap(({ env, default: value, line }) =>
        env === undefined || value === undefined
          ? []
          : [{ name: env, value, from: { file: source.path, line } }],
      );
      const local = [...calls, ...tags]
        .filter(({ name, value }) => isLocalService(name, value))
        .map(({ value, ...one }) => ({ ...one, value: onHost(value) }));
      const asked = [...source.code.matchAll(/\bos\.Getenv\(\s*"([A-Z][A-Z0-9_]*)"\s*\)/g)].flatMap(
        ({ 1: name = '', index }) =>
          ADDRESS.test(name) && isNeeded(source.code, index) ? [{ name, from: spotAt(source, index) }] : [],
      );
      return [...local, ...asked];
    });
  found.sort((a, b) => Number(a.value === undefined) - Number(b.value === undefined));
  return found.filter(({ name }, index) => found.findIndex((other) => other.name === name) === index);
}

/** True for an address of another server on this machine: by its scheme, or by the name of the variable. */
export function isLocalService(name: string, value: string): boolean {
  if (!namesLocalhost(value)) return false;
  const bare = /^[\w.-]+(:\d+)?$/.test(value) && isClientSetting(name) && !OWN.test(name);
  return bare || namesService(value);
}

/** Servers of the program itself that are called after what they are for. */
const OWN = /LISTEN|BIND|DEBUG|PPROF|METRICS/;

/** True where the code does nothing else for a variable that is not set. */
function isNeeded(code: string, index: number): boolean {
  const before = code.slice(code.lastIndexOf('\n', index) + 1, index);
  const after = code.slice(index).split('\n', 4).join('\n');
  return !/\b(if|cmp\.Or)\b/.test(before) && !/[!=]=\s*""/.test(after);
}

import { isClientSetting } from '../../../knowledge/client-settings.js';
import { usualPort } from '../../../knowledge/foreign-ports.js';
import { goDefaultAddresses } from '../../../knowledge/go-default-addresses.js';
import { namesLocalhost, namesService, onHost } from '../../../plan/host-machine.js';
import { composeServices } from '../../../project/compose-services.js';
import type { Project } from '../../../project/project.js';
import type { Program } from '../read/program.js';
import { type Source, type Spot, spotAt } from '../read/source.js';
import { startUpCode } from '../read/start-up.js';
import { structTagsOf } from '../read/struct-tags.js';

/** A server that the program connects to, and the variable that says where it is. */
export interface HostService {
  name: string;
  /** Its address as a container reaches it; absent where nothing says one. */
  value?: string;
  /** Why it is given, where its address is not on localhost. */
  because?: string;
  /** Set for a secret that only another service gives out. */
  secret?: true;
  from: Spot;
}

/** `getEnv("DB_HOST", "localhost")`: a function of that kind has one of these words in its name. */
const FALLBACK =
  /\b\w{0,60}(?:env|default)\w{0,60}\(\s*"(?<name>[A-Z][A-Z0-9_]*)"\s*,\s*(?:"(?<value>[^"\s]+)"|(?<constant>\w{1,40}\.\w{1,40}))\s*\)/gi;

/** `host := os.Getenv("DB_HOST")`, and what it is where that is not set. */
const REPLACED =
  /\b(\w{1,60})[ \t]*:?=\s*os\.Getenv\(\s*"(?<name>[A-Z][A-Z0-9_]*)"\s*\)[ \t]*\n\s*if\s+\1\s*==\s*""\s*\{\s*\1\s*=\s*(?:"(?<value>[^"\s]{1,300})"|(?<constant>\w{1,40}\.\w{1,40}))/g;

/** Variables that hold the address of a database, a cache or a queue, whatever the program. */
const ADDRESS =
  /^(?:\w{1,60}_)?(?:DSN|(?:DATABASE|DB|POSTGRES\w{0,20}|PG|MYSQL|MONGO\w{0,20}|REDIS|RABBIT\w{0,20}|AMQP|NATS)_(?:UR[IL]|DSN|CONN\w{0,20})|KAFKA_(?:BROKERS?|BOOTSTRAP_SERVERS?))$/;

/**
 * The servers that a program looks for on the developer's machine unless a variable names another place, and those
 * whose address only a variable gives.
 */
export function hostServices(program: Program, project: Project): HostService[] {
  const composed = composeServices(project, ['.', program.scope.module.dir]);
  const found: HostService[] = program.sources
    .filter(({ generated }) => !generated)
    .flatMap((source) => {
      const calls = [FALLBACK, REPLACED].flatMap((pattern) =>
        [...source.code.matchAll(pattern)].map(({ groups = {}, index }) => ({
          name: groups.name ?? '',
          value: groups.value ?? addressIn(source, groups.constant),
          from: spotAt(source, index),
        })),
      );
      const tags = structTagsOf(project, source).flatMap(({ env, default: value, line }) =>
        env === undefined || value === undefined
          ? []
          : [{ name: env, value, from: { file: source.path, line } }],
      );
      const local = [...calls, ...tags]
        .filter(({ name, value }) => isLocalService(name, value))
        .map(({ value, ...one }) => ({ ...one, value: onHost(value) }));
      const beside = [...calls, ...tags].flatMap(({ value, ...one }) => {
        const moved = besideIt(one.name, value, composed);
        return moved === undefined
          ? []
          : [{ ...one, value: moved, because: OF_COMPOSE }, ...restOf(one.name, source, project)];
      });
      const asked = [...source.code.matchAll(/\bos\.Getenv\(\s*"([A-Z][A-Z0-9_]*)"\s*\)/g)].flatMap(
        ({ 1: name = '', index }) =>
          ADDRESS.test(name) && isNeeded(source.code, index) ? [{ name, from: spotAt(source, index) }] : [],
      );
      return [...local, ...beside, ...asked, ...hostsAsked(program, source)];
    })
    .concat(clientSecrets(program));
  found.sort((a, b) => Number(a.value === undefined) - Number(b.value === undefined));
  return found.filter(({ name }, index) => found.findIndex((other) => other.name === name) === index);
}

/** The address that a constant of an imported package stands for; empty for all others. */
function addressIn({ imports }: Source, constant: string | undefined): string {
  const row = goDefaultAddresses.find((one) => one.constant === constant);
  return row !== undefined && imports.some(({ path }) => path === row.package) ? row.address : '';
}

const OF_COMPOSE = 'its default is a service of the compose file, which docker run alone does not know';

/** An address of a service of the compose files as it is reached without them; undefined for all others. */
function besideIt(name: string, value: string, composed: ReadonlySet<string>): string | undefined {
  const [, scheme = '', host = '', rest = ''] =
    /^([a-z+]{1,20}:\/\/(?:[^@/\s]{0,100}@)?)?([\w-]{1,60})((?::\d{2,5})?(?:\/\S{0,200})?)$/.exec(value) ??
    [];
  if (!composed.has(host) || OWN.test(name)) return undefined;
  const known = scheme === '' ? isClientSetting(name) : namesService(value);
  return known ? onHost(`${scheme}localhost${rest}`) : undefined;
}

/** What else struct tags name about the server of a host, without a default: `DB_PASS`. */
function restOf(host: string, source: Source, project: Project): HostService[] {
  const [, prefix] = HOST.exec(host) ?? [];
  if (prefix === undefined) return [];
  return structTagsOf(project, source).flatMap(({ env = '', default: value, line }) =>
    value === undefined && env.startsWith(prefix) && REST.test(env.slice(prefix.length))
      ? [{ name: env, from: { file: source.path, line } }]
      : [],
  );
}

/** Secrets that a program is handed by the service they are for, whatever it does with them: `BOT_TOKEN`. */
const SECRET = /\bos\.Getenv\(\s*"((?:\w+_)?(?:TOKEN|SECRET|API_?KEY))"\s*\)/g;

/** Secrets that are read as the program starts, whatever its settings, with nothing in their place. */
function clientSecrets(program: Program): HostService[] {
  return startUpCode(program).flatMap(({ source, lines }) =>
    lines.flatMap(({ text, offset }) =>
      [...text.matchAll(SECRET)]
        .filter(({ index }) => isNeeded(source.code, offset + index))
        .map(({ 1: name = '', index }) => ({
          name,
          secret: true as const,
          from: spotAt(source, offset + index),
        })),
    ),
  );
}

/** Variables that hold the host of a server, and the rest of what it takes to reach it: `DB_HOST`, `DB_USER`. */
const HOST =
  /^((?:\w+_)?(DATABASE|DB|POSTGRES(?:QL)?|PG|MYSQL|MARIADB|MONGO(?:DB)?|REDIS|RABBIT(?:MQ)?|NATS|KAFKA)_?)(HOST|HOSTNAME|ADDR|ADDRESS)$/;
const REST = /^(USER|USERNAME|PASS|PASSWORD|NAME|DATABASE|DBNAME|DB|DB_NUM|DB_NUMBER|PORT)$/;

/** The servers whose host only a variable gives, with the other variables about them. */
function hostsAsked(program: Program, { code, path }: Source): HostService[] {
  const reads = [...code.matchAll(/\bos\.Getenv\(\s*"([A-Z][A-Z0-9_]*)"\s*\)/g)]
    .map(({ 1: name = '', index }) => ({ name, index }))
    .filter(({ index }) => isNeeded(code, index));
  return reads.flatMap((read) => {
    const [, prefix = '', kind = '', held = ''] = HOST.exec(read.name) ?? [];
    if (held === '') return [];
    const port = usualPort(serverOf(program, kind));
    const here = (value: string | undefined, { name, index }: (typeof reads)[number]) => ({
      name,
      ...(value !== undefined && { value: onHost(value) }),
      from: spotAt({ path, code }, index),
    });
    const address = held.startsWith('HOST') ? 'localhost' : port && `localhost:${port}`;
    const rest = reads.filter(({ name }) => name.startsWith(prefix) && REST.test(name.slice(prefix.length)));
    return [
      here(address || undefined, read),
      ...rest.map((one) => here(one.name === `${prefix}PORT` ? port?.toString() : undefined, one)),
    ];
  });
}

/** The server that a part of a variable's name means; for `DB` the one whose driver is imported. */
function serverOf({ imports }: Program, kind: string): string {
  if (kind === 'PG') return 'postgres';
  if (kind === 'MARIADB') return 'mysql';
  if (!/^(DATABASE|DB)$/.test(kind)) return kind;
  const drivers = [...imports.keys()];
  if (drivers.some((path) => /\b(lib\/pq|jackc\/pgx|go-pg\/pg|(driver|dialects)\/postgres)\b/.test(path)))
    return 'postgres';
  return drivers.some((path) => /\b(sql-driver|driver|dialects)\/mysql\b/.test(path)) ? 'mysql' : 'unknown';
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

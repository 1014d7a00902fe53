import {
  isDatabase,
  type ServiceRow,
  serviceOfDrivers,
  serviceOfName,
  serviceOfPort,
  serviceOfScheme,
} from '../knowledge/services.js';
import { HOST } from '../plan/host-machine.js';

/** A service that is started beside the apps, and who may use it. */
export interface UsedService {
  row: ServiceRow;
  user: string;
  password: string;
  database: string;
}

/** An address with that name: what comes before, the scheme, user and password, the port, the path and what follows. */
const ADDRESS =
  /^(jdbc:(?:[a-z0-9]+:)*)?([a-z][a-z0-9+]*):\/\/(?:([^@/\s:]*)(?::([^/\s]*))?@)?host\.docker\.internal(?::(\d+))?(?:\/([^?\s]*))?(\?\S*)?$/i;

/** `user:password@tcp(host:3306)/shop?parseTime=true`: https://github.com/go-sql-driver/mysql#dsn-data-source-name */
const GO_MYSQL = /^(?:([^:@]*):([^@]*)@)?tcp\(host\.docker\.internal(?::\d+)?\)\/([^?]*)(\?.*)?$/;

/** What one app asks for and gets: its environment with services in the place of this machine. */
export interface Settled {
  environment: Record<string, string | null>;
  /** Ids of the services that it uses. */
  uses: string[];
}

/**
 * Puts services in the place of this machine: `postgres://host.docker.internal/local` becomes an address of the service
 * postgres, with a user, a password and a database that it is started with.
 *
 * - `environment`: what `docker run -e` would be given; null for what is taken from the shell.
 * - `services`: those of the apps before; new ones are added.
 * - `manifests`: the text of the app's manifests, for variables that name only a host.
 */
export function settle(
  environment: Readonly<Record<string, string | null>>,
  services: Map<string, UsedService>,
  manifests: string,
): Settled {
  const asked = withAddresses(environment, manifests);
  const settled: Settled = { environment: { ...asked }, uses: [] };
  const use = (row: ServiceRow, given: Given): UsedService => {
    const known = services.get(row.id) ?? {
      row,
      user: given.user || 'app',
      password: given.password || 'app',
      database: given.database || 'app',
    };
    services.set(row.id, known);
    if (!settled.uses.includes(row.id)) settled.uses.push(row.id);
    return known;
  };
  for (const [name, value] of Object.entries(asked)) {
    if (value === null || !value.includes(HOST)) continue;
    settled.environment[name] =
      address(value, use) ??
      goAddress(value, use) ??
      place(name, value, { environment: asked, manifests, use, settled }) ??
      value;
    Object.assign(settled.environment, credentials(name, settled, services));
  }
  return settled;
}

/** Names of variables for a database without a value: `DB_URL`, `DATABASE_HOST`, `MONGO_URI`. */
const OF_DATABASE =
  /^(?:\w+_)?(?:DB|DATABASE|DATASOURCE|POSTGRES|PG|MYSQL|MARIADB|MONGO|MONGODB)_?(URL|URI|HOST)$/i;

/** With an address on this machine for each variable of a database that has no value, where the database is known. */
function withAddresses(environment: Readonly<Record<string, string | null>>, manifests: string) {
  const filled = Object.entries(environment).map(([name, value]) => {
    const kind = value === null ? OF_DATABASE.exec(name)?.[1] : undefined;
    const row = kind === undefined ? undefined : (serviceOfName(name) ?? serviceOfDrivers(manifests));
    if (kind === undefined || row === undefined) return [name, value];
    if (kind.toUpperCase() === 'HOST') return [name, HOST];
    const jdbc = manifests.includes('<project') && row.id !== 'mongodb' ? 'jdbc:' : '';
    const scheme = jdbc === '' ? row.schemes[0] : row.schemes.at(-1);
    return [name, `${jdbc}${scheme}://${HOST}/local`];
  });
  return Object.fromEntries(filled) as Record<string, string | null>;
}

/** What an address or the variables beside it say of a service; empty where they say nothing. */
type Given = Partial<Record<'user' | 'password' | 'database', string | undefined>>;

type Use = (row: ServiceRow, given: Given) => UsedService;

/** An address by its scheme. */
function address(value: string, use: Use): string | undefined {
  const match = ADDRESS.exec(value);
  if (match === null) return undefined;
  const [, jdbc, scheme = '', user, password, , path = '', query = ''] = match;
  const row = serviceOfScheme(scheme);
  if (row === undefined) return undefined;
  // "local" is what stands for a database that nothing names.
  const database = path === 'local' ? '' : path;
  const service = use(row, { user, password, database });
  const who =
    jdbc !== undefined || Object.keys(row.environment).length === 0
      ? ''
      : `${service.user}:${service.password}@`;
  const where = isDatabase(row) ? database || service.database : path;
  return `${jdbc ?? ''}${scheme.split('+')[0]}://${who}${row.id}:${row.port}${where === '' ? '' : `/${where}`}${query}`;
}

function goAddress(value: string, use: Use): string | undefined {
  const match = GO_MYSQL.exec(value);
  const row = match === null ? undefined : serviceOfScheme('mysql');
  if (match === null || row === undefined) return undefined;
  const [, user, password, database, query = ''] = match;
  const service = use(row, { user, password, database });
  return `${service.user}:${service.password}@tcp(${row.id}:${row.port})/${service.database}${query}`;
}

interface Around {
  environment: Readonly<Record<string, string | null>>;
  manifests: string;
  use: Use;
  settled: Settled;
}

/** A host, alone or with its port: by what the variable is called, by the port, by the one driver that the app has. */
function place(
  name: string,
  value: string,
  { environment, manifests, use, settled }: Around,
): string | undefined {
  const match = /^host\.docker\.internal(?::(\d+))?$/.exec(value);
  if (match === null) return undefined;
  const near = beside(name, environment);
  const portName = near('PORT');
  const port = Number(match[1] ?? (portName === undefined ? 0 : environment[portName]));
  const row =
    serviceOfName(name) ??
    serviceOfPort(port, manifests) ??
    (match[1] === undefined ? serviceOfDrivers(manifests) : undefined);
  if (row === undefined) return undefined;
  const given = (variable: string | undefined) =>
    (variable === undefined ? undefined : environment[variable]) || undefined;
  const [user, password, database] = [
    near('USER', 'USERNAME'),
    near('PASSWORD', 'PASS', 'PWD'),
    near('NAME', 'DATABASE', 'DB', 'DBNAME'),
  ];
  const service = use(row, { user: given(user), password: given(password), database: given(database) });
  if (Object.keys(row.environment).length > 0) {
    if (user !== undefined) settled.environment[user] = service.user;
    if (password !== undefined) settled.environment[password] = service.password;
    if (database !== undefined) settled.environment[database] = service.database;
  }
  if (portName !== undefined) settled.environment[portName] = `${row.port}`;
  return match[1] === undefined ? row.id : `${row.id}:${row.port}`;
}

/** Finds the variable of the same beginning with one of these endings: `DB_PORT` and `DBPORT` beside `DB_HOST`. */
function beside(name: string, environment: Readonly<Record<string, string | null>>) {
  const prefix = name.replace(/_?(HOST|HOSTNAME|SERVER|ADDR|ADDRESS|ENDPOINT|URL|URI)$/i, '');
  return (...ends: string[]): string | undefined => {
    const wanted = ends
      .flatMap((end) => [`${prefix}_${end}`, `${prefix}${end}`])
      .map((one) => one.toUpperCase());
    return Object.keys(environment).find((other) => wanted.includes(other.toUpperCase()));
  };
}

/** Frameworks that take user and password beside the address. */
const BESIDE: Readonly<Record<string, [user: string, password: string]>> = {
  SPRING_DATASOURCE_URL: ['SPRING_DATASOURCE_USERNAME', 'SPRING_DATASOURCE_PASSWORD'],
  QUARKUS_DATASOURCE_JDBC_URL: ['QUARKUS_DATASOURCE_USERNAME', 'QUARKUS_DATASOURCE_PASSWORD'],
};

function credentials(
  name: string,
  { environment, uses }: Settled,
  services: ReadonlyMap<string, UsedService>,
) {
  const [userName, passwordName] = BESIDE[name] ?? siblings(name, environment);
  const service = services.get(uses.at(-1) ?? '');
  if (userName === undefined || passwordName === undefined || service === undefined) return {};
  return { [userName]: service.user, [passwordName]: service.password };
}

/** Variables of the same beginning that wait for the user and the password: `DB_USERNAME` beside `DB_URL`. */
function siblings(
  name: string,
  environment: Readonly<Record<string, string | null>>,
): (string | undefined)[] {
  const prefix = name.replace(/(URL|URI)$/i, '');
  const open = (...ends: string[]) =>
    ends.map((end) => prefix + end).find((other) => environment[other] === null);
  return [open('USERNAME', 'USER'), open('PASSWORD', 'PASS')];
}

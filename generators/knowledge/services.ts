import table from './services.json' with { type: 'json' };

/** A database, a cache or a queue that can be started beside an app. */
export interface ServiceRow {
  id: string;
  image: string;
  port: number;
  schemes: readonly string[];
  words: readonly string[];
  drivers: readonly string[];
  /** With `{user}`, `{password}` and `{database}`. */
  environment: Readonly<Record<string, string>>;
  health?: readonly string[];
  data?: string;
}

const ROWS: readonly ServiceRow[] = table.rows as readonly ServiceRow[];

/** By the scheme of an address: `postgres`, `mongodb+srv`. */
export function serviceOfScheme(scheme: string): ServiceRow | undefined {
  const [plain = ''] = scheme.toLowerCase().split('+');
  return ROWS.find(({ schemes }) => schemes.includes(plain));
}

/** By the name of a variable: `MONGO_URI`, `PGHOST`. */
export function serviceOfName(name: string): ServiceRow | undefined {
  const words = name.toUpperCase().split('_');
  return ROWS.find((row) => row.words.some((word) => words.includes(word) || words[0]?.startsWith(word)));
}

/** By the port that it listens on; of two that share one, the one that a manifest has a driver for. */
export function serviceOfPort(port: number, manifests: string): ServiceRow | undefined {
  const rows = ROWS.filter((row) => row.port === port);
  return rows.find((row) => hasDriver(row, manifests)) ?? rows.at(-1);
}

/** The one database that manifests have a driver for; undefined where there are several or none. */
export function serviceOfDrivers(manifests: string): ServiceRow | undefined {
  const rows = ROWS.filter((row) => isDatabase(row) && hasDriver(row, manifests));
  return rows.length === 1 ? rows[0] : undefined;
}

/** True for what keeps tables or documents: a variable that names only a host means that. */
export function isDatabase({ id }: ServiceRow): boolean {
  return !['nats', 'rabbitmq', 'redis'].includes(id);
}

/** A package is named as a whole word: `"pg"`, `<artifactId>postgresql<`, `github.com/jackc/pgx/v5 v5.7.0`. */
function hasDriver({ drivers }: ServiceRow, manifests: string): boolean {
  return drivers.some((name) =>
    [`"${name}"`, `>${name}<`, `${name} v`, `${name}/`].some((text) => manifests.includes(text)),
  );
}

import table from './foreign-ports.json' with { type: 'json' };

const NUMBERS: ReadonlySet<number> = new Set(table.rows.map(({ port }) => port));

/** True for the port of a database, a broker or another server that programs connect to. */
export function isForeignPort(port: number): boolean {
  return NUMBERS.has(port);
}

/** The usual port of a server by the beginning of its name, in any case: `redis`, `POSTGRES`. */
export function usualPort(name: string): number | undefined {
  return table.rows.find(({ owner }) => owner.toLowerCase().startsWith(name.toLowerCase()))?.port;
}

import table from './foreign-ports.json' with { type: 'json' };

const NUMBERS: ReadonlySet<number> = new Set(table.rows.map(({ port }) => port));

/** True for the port of a database, a broker or another server that programs connect to. */
export function isForeignPort(port: number): boolean {
  return NUMBERS.has(port);
}

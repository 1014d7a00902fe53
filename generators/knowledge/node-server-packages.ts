import table from './node-server-packages.json' with { type: 'json' };

interface ServerPackage {
  package: string;
  program?: boolean;
  listens?: boolean;
  development?: boolean;
  port?: number;
  call?: string;
}

const ROWS: ServerPackage[] = table.rows;
const NAMED = new Map(ROWS.map((row) => [row.package, row]));
const OPEN = ROWS.filter((row) => row.package.endsWith('*'));

/** What is known of a package by which servers are known; undefined for any other. */
export function serverPackage(name: string): ServerPackage | undefined {
  return NAMED.get(name) ?? OPEN.find((row) => name.startsWith(row.package.slice(0, -1)));
}

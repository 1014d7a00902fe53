import table from './node-server-packages.json' with { type: 'json' };

const NAMES = new Set(table.rows.map((row) => row.package).filter((name) => !name.endsWith('*')));
const PREFIXES = table.rows.map((row) => row.package).filter((name) => name.endsWith('*'));

/** True for a package whose user is a program: it answers over the network or keeps a process busy. */
export function isServerLibrary(name: string): boolean {
  return NAMES.has(name) || PREFIXES.some((prefix) => name.startsWith(prefix.slice(0, -1)));
}

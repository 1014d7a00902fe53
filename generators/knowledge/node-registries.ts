import table from './node-registries.json' with { type: 'json' };

const GONE = new Set(table.rows.map(({ host }) => host));

/** True for a copy of the public registry that nobody reaches any more. */
export function isGoneRegistry(host: string): boolean {
  return GONE.has(host);
}

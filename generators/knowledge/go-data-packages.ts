import table from './go-data-packages.json' with { type: 'json' };

/** True for a Go package that keeps data in files. */
export function keepsData(path: string): boolean {
  return table.rows.some((row) => path === row.path || path.startsWith(`${row.path}/`));
}

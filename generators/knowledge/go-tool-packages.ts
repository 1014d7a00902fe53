import table from './go-tool-packages.json' with { type: 'json' };

/** The program that a Go package starts, as people call it; undefined for one that starts none. */
export function toolOf(path: string): string | undefined {
  return table.rows.find((row) => path === row.path || path.startsWith(`${row.path}/`))?.tool;
}

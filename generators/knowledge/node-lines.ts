import table from './node-lines.json' with { type: 'json' };

interface NodeLine {
  line: number;
  codename?: string;
  npm: number;
}

const ROWS: NodeLine[] = table.rows;

/** The line with this code name: `iron` is 20. */
export function lineNamed(codename: string): string | undefined {
  return ROWS.find((row) => row.codename === codename)?.line.toString();
}

/** The major version of the npm that a line brings along. */
export function bundledNpm(line: number): number {
  return ROWS.findLast((row) => row.line <= line)?.npm ?? 6;
}

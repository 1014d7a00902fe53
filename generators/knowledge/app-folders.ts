import table from './app-folders.json' with { type: 'json' };

/** What every name has that the table does not know. */
const UNKNOWN = 1;

/**
 * How soon the app in this directory is taken of several that look alike: 0 for what answers, 1 for what no name
 * tells, 2 for its pages and for what runs beside it.
 */
export function appRank(directory: string): number {
  const words = directory
    .toLowerCase()
    .replaceAll(/\b(front|back)-end\b/g, '$1end')
    .split(/[/_-]/);
  const known = table.rows.filter((row) => row.words.some((word) => words.includes(word)));
  return known.length === 0 ? UNKNOWN : Math.max(...known.map(({ likelihood }) => likelihood));
}

import table from './node-needed-settings.json' with { type: 'json' };

/** Settings that a package does not work without. */
export interface NeededSettings {
  package: string;
  /** Only older major versions than this. */
  before?: number;
  settings: Partial<Record<string, string>>;
  because: string;
}

const ROWS: readonly NeededSettings[] = table.rows;

/**
 * What these packages have to be told, one row for each.
 *
 * - `majorOf`: the major version of a package that is there; undefined for one that is not.
 */
export function neededSettings(majorOf: (name: string) => number | undefined): NeededSettings[] {
  const fits = ROWS.filter((row) => {
    const major = majorOf(row.package);
    return major !== undefined && (row.before === undefined || major < row.before);
  });
  return fits.filter((row, i) => fits.findIndex((other) => other.package === row.package) === i);
}

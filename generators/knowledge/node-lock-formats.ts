import table from './node-lock-formats.json' with { type: 'json' };

/** A format of a lock file, and the releases that install from it as it is. */
export interface LockFormat {
  manager: string;
  format: number;
  range: string;
  newest?: string;
}

/** The formats of a package manager, the oldest first. */
export function lockFormats(manager: 'pnpm' | 'berry'): LockFormat[] {
  const rows: LockFormat[] = table.rows;
  return rows.filter((row) => row.manager === manager);
}

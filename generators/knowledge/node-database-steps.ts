import table from './node-database-steps.json' with { type: 'json' };

interface DatabaseStep {
  program: string;
  first: string;
  then?: string;
  settings?: string;
}

const ROWS: DatabaseStep[] = table.rows;

/** True for a command that changes a database: `prisma migrate deploy`. */
export function changesDatabase(words: readonly string[]): boolean {
  return rowOf(words) !== undefined;
}

/** The file in which such a command looks for its settings; undefined for any other command. */
export function settingsOfStep(words: readonly string[]): string | undefined {
  return rowOf(words)?.settings;
}

function rowOf([program, first = '', second = '']: readonly string[]): DatabaseStep | undefined {
  return ROWS.find(
    (row) =>
      row.program === program &&
      new RegExp(row.first).test(first) &&
      (row.then === undefined || new RegExp(row.then).test(second)),
  );
}

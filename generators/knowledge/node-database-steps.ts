import table from './node-database-steps.json' with { type: 'json' };

interface DatabaseStep {
  program: string;
  first: string;
  then?: string;
}

const ROWS: DatabaseStep[] = table.rows;

/** True for a command that changes a database: `prisma migrate deploy`. */
export function changesDatabase([program, first = '', second = '']: readonly string[]): boolean {
  return ROWS.some(
    (row) =>
      row.program === program &&
      new RegExp(row.first).test(first) &&
      (row.then === undefined || new RegExp(row.then).test(second)),
  );
}

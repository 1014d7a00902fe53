import table from './node-working-directory.json' with { type: 'json' };

/** A package and what it does where the program works. */
interface WorkingDirectory {
  package: string;
  reads?: string[];
  writes?: boolean;
}

const ROWS: readonly WorkingDirectory[] = table.rows;

/** Paths below the working directory that these packages open by themselves. */
export function readByPackages(has: (name: string) => boolean): string[] {
  return ROWS.filter((row) => has(row.package)).flatMap(({ reads = [] }) => reads);
}

/** The first package that keeps files in the working directory, or undefined. */
export function writingPackage(has: (name: string) => boolean): string | undefined {
  return ROWS.find((row) => row.writes && has(row.package))?.package;
}

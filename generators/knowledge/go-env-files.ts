import table from './go-env-files.json' with { type: 'json' };

interface Row {
  package: string;
  functions: string[];
  stopping?: string[];
  common?: true;
  formats?: true;
}

/** The functions that load a `.env` file, with their package, for regular expressions; empty where there is none. */
export interface EnvFileFunctions {
  /** Those that load a `.env` file and nothing else. */
  loading: string;
  /** Those that return an error where there is no such file. */
  failing: string;
  /** Those that end the program there. */
  stopping: string;
}

/** The functions that load a `.env` file in a program that imports these packages. */
export function envFileFunctions(imports: ReadonlyMap<string, unknown>): EnvFileFunctions {
  const rows = (table.rows as Row[]).filter((row) => row.common !== true || imports.has(row.package));
  const named = (functions: (row: Row) => string[]) =>
    rows
      .flatMap((row) => functions(row).map((name) => `${row.package.split('/').at(-1)}\\.${name}`))
      .join('|');
  const all = (row: Row) => [...row.functions, ...(row.stopping ?? [])];
  return {
    loading: named((row) => (row.formats === true ? [] : all(row))),
    failing: named((row) => row.functions),
    stopping: named((row) => row.stopping ?? []),
  };
}

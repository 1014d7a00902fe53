import table from './go-frameworks.json' with { type: 'json' };

/** A Go framework whose programs follow conventions that their code does not name. */
export interface GoFramework {
  packages: string[];
  /** What it opens by convention, from the working directory. */
  folders: string[];
  /** How a program is started that does not serve without arguments; `{port}` stands for the port. */
  serve?: { arguments: string[]; port: number };
  /** The file that it is started with: a program without it is none of these. */
  settings?: string;
  /** Settings with which it does not run as process 1 of a container, and why. */
  init?: { fields: string[]; because: string };
  /** True where it writes beside the executable. */
  dataBesideProgram?: boolean;
}

/** The framework that an import brings; undefined for all other packages. */
export function goFrameworkOf(path: string): GoFramework | undefined {
  const rows: GoFramework[] = table.rows;
  return rows.find(({ packages }) => packages.includes(path));
}

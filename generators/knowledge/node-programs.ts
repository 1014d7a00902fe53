import table from './node-programs.json' with { type: 'json' };

/** A program that scripts call. */
export interface NodeProgram {
  program: string;
  /** What follows it when it serves while somebody develops, as a regular expression. */
  develops?: string;
  servesFiles?: boolean;
  /** Of what serves files, the argument that answers every path with the first page, as a regular expression. */
  singlePage?: string;
  runsTypeScript?: boolean;
  watches?: boolean;
  builds?: boolean;
  /** Packs the app for another place than an image: a desktop, a phone. */
  packs?: boolean;
  /** Where its executable is in node_modules, for lock files that do not say. */
  file?: string;
}

const PROGRAMS = new Map((table.rows as NodeProgram[]).map((row) => [row.program, row]));

/** What is known of a program; nothing but its name where it is not known. */
export function nodeProgram(program: string): NodeProgram {
  return PROGRAMS.get(program) ?? { program };
}

/** The program that a file of node_modules is: `.bin/ng`, `webpack/bin/webpack.js`; undefined for what is not known. */
export function programOfFile(file: string): string | undefined {
  const name = file.slice(file.lastIndexOf('/') + 1).replace(/\.[cm]?js$/, '');
  return /(^|\/)\.?bin\//.test(file) && PROGRAMS.has(name) ? name : undefined;
}

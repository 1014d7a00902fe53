import table from './node-programs.json' with { type: 'json' };

/** A program that scripts call. */
export interface NodeProgram {
  program: string;
  /** What follows it when it serves while somebody develops, as a regular expression. */
  develops?: string;
  servesFiles?: boolean;
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

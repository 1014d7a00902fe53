import table from './node-compilers.json' with { type: 'json' };

/** A program that makes JavaScript of sources, and where it puts it. */
export interface NodeCompiler {
  program: string;
  /** Flags that name the directory it writes, or the one file. */
  directory?: string[];
  file?: string[];
  /** The directory without such a flag. */
  default?: string;
  /** The structure of the sources, each entry by its bare name, or one index.js. */
  layout: 'tree' | 'names' | 'index';
  /** The function that reads its configuration, for one that is not told on the command line. */
  reader?: 'nest' | 'tsc';
  /** The argument with which it takes packages in; empty where it always does. */
  bundles?: string;
}

const COMPILERS = new Map((table.rows as NodeCompiler[]).map((row) => [row.program, row]));

/** What is known of a compiler by its name on the command line. */
export function nodeCompiler(program: string): NodeCompiler | undefined {
  return COMPILERS.get(program);
}

import table from './go-generators.json' with { type: 'json' };

/** A program that writes Go code: beside templates, or a package of its own where a comment is marked for it. */
export interface CodeGenerator {
  tool: string;
  /** How the names of a template and of its code end. */
  template?: string;
  code?: string;
  /** What a go:generate comment calls it. */
  directive?: string;
  /** The build tag of what it writes its code from. */
  tag?: string;
  /** What a comment says where it writes a package. */
  mark?: string;
  /** The module whose version in go.mod the tool has; the newest where its code goes with every version. */
  module?: string;
  command: string;
  arguments: string;
}

export const CODE_GENERATORS: readonly CodeGenerator[] = table.rows;

import table from './go-generators.json' with { type: 'json' };

/** A template language that is compiled to Go beside the template. */
export interface CodeGenerator {
  tool: string;
  /** How the names of a template and of its code end. */
  template: string;
  code: string;
}

export const CODE_GENERATORS: readonly CodeGenerator[] = table.rows;

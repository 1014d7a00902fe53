const COMMENTS = /\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm;

/**
 * Code of a language with comments as C has them, without them: what is commented out is read by nobody. The
 * lines stay, so that places do. `//` in an address is none.
 */
export function withoutComments(text: string): string {
  return text.replace(COMMENTS, (comment) => comment.replace(/[^\n]/g, ''));
}

/** The same with blanks in their place, so that offsets stay too. */
export function blankedComments(text: string): string {
  return text.replace(COMMENTS, (comment) => comment.replace(/[^\n]/g, ' '));
}

const OPENS = /\/\*|^[ \t]*\/\/.*$/gm;

/**
 * Code of a language with comments as C has them, without them: what is commented out is read by nobody. The
 * lines stay, so that places do. `//` in an address is none.
 */
export function withoutComments(text: string): string {
  return replaceComments(text, (comment) => comment.replace(/[^\n]/g, ''));
}

/** The same with blanks in their place, so that offsets stay too. */
export function blankedComments(text: string): string {
  return replaceComments(text, (comment) => comment.replace(/[^\n]/g, ' '));
}

/** Replaces every comment; what is not closed is none: `src/*` in a string looks like one. */
function replaceComments(text: string, replacement: (comment: string) => string): string {
  const last = text.lastIndexOf('*/');
  const opens = new RegExp(OPENS);
  let plain = '';
  let at = 0;
  for (let match = opens.exec(text); match !== null; match = opens.exec(text)) {
    const { 0: opening, index } = match;
    const isBlock = opening === '/*';
    if (isBlock && last < index + 2) continue;
    const end = isBlock ? text.indexOf('*/', index + 2) + 2 : index + opening.length;
    plain += text.slice(at, index) + replacement(text.slice(index, end));
    at = end;
    opens.lastIndex = end;
  }
  return plain + text.slice(at);
}

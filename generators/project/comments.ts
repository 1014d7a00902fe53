const OPENS = /["'`]|\/\*|^[ \t]*\/\/.*$/gm;

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

/** Replaces every comment; what is not closed is none, nor is what stands in a string: `'src/*'` looks like one. */
function replaceComments(text: string, replacement: (comment: string) => string): string {
  const last = text.lastIndexOf('*/');
  const opens = new RegExp(OPENS);
  const stringEnd = stringEnds(text);
  let plain = '';
  let at = 0;
  for (let match = opens.exec(text); match !== null; match = opens.exec(text)) {
    const { 0: opening, index } = match;
    const isBlock = opening === '/*';
    if (opening.length === 1) opens.lastIndex = stringEnd(opening, index);
    if (opening.length === 1 || (isBlock && last < index + 2)) continue;
    const end = isBlock ? text.indexOf('*/', index + 2) + 2 : index + opening.length;
    plain += text.slice(at, index) + replacement(text.slice(index, end));
    at = end;
    opens.lastIndex = end;
  }
  return plain + text.slice(at);
}

/**
 * Where a string ends that a quote opens, on its line. An apostrophe that nothing closes there is none: the code
 * goes on behind it.
 */
function stringEnds(text: string): (quote: string, index: number) => number {
  // Up to where a quote of a kind is known to close nothing, so that no line is gone through again and again.
  const open = new Map<string, number>();
  return (quote, index) => {
    if (index < (open.get(quote) ?? 0)) return index + 1;
    for (let i = index + 1; ; i++) {
      const char = text[i];
      if (char === quote) return i + 1;
      if (char === undefined || char === '\n') {
        open.set(quote, i);
        return index + 1;
      }
      if (char === '\\') i++;
    }
  };
}

/**
 * The parts of a command line between separators that stand outside of quotes, as far as the quotes behind them are
 * closed: an apostrophe in a word hides what stands before it.
 *
 * - `separator`: a global expression.
 */
export function splitUnquoted(text: string, separator: RegExp): string[] {
  const outside = closedFrom(text);
  const parts: string[] = [];
  let start = 0;
  for (const { 0: found, index } of text.matchAll(separator)) {
    const end = index + found.length;
    if (!outside[end]) continue;
    parts.push(text.slice(start, index));
    start = end;
  }
  return [...parts, text.slice(start)];
}

/** For each place in a text whether all quotes from there on come in pairs; one way through it, from its end. */
function closedFrom(text: string): boolean[] {
  const outside = new Array<boolean>(text.length + 1).fill(true);
  let inDouble = false;
  let inSingle = false;
  for (let i = text.length - 1; i >= 0; i--) {
    const behind = outside[i + 1] ?? true;
    if (text[i] === '"') [outside[i], inDouble] = [inDouble, behind];
    else if (text[i] === "'") [outside[i], inSingle] = [inSingle, behind];
    else outside[i] = behind;
  }
  return outside;
}

/**
 * The expression that starts at an offset: up to the comma, semicolon or bracket that ends it, or the end of
 * its line where nothing goes on.
 */
export function expressionAt(text: string, start: number): string {
  let depth = 0;
  for (let i = start; i < text.length; i++) {
    const char = text[i] ?? '';
    if (/['"`]/.test(char)) i = stringEnd(text, i);
    else if ('([{'.includes(char)) depth++;
    else if (')]}'.includes(char) && --depth < 0) return text.slice(start, i).trim();
    else if (depth === 0 && /[,;]/.test(char)) return text.slice(start, i).trim();
    else if (depth === 0 && char === '\n' && !goesOn(text.slice(start, i), text.slice(i)))
      return text.slice(start, i).trim();
  }
  return text.slice(start).trim();
}

function stringEnd(text: string, open: number): number {
  let i = open + 1;
  while (i < text.length && text[i] !== text[open]) i += text[i] === '\\' ? 2 : 1;
  return i;
}

function goesOn(before: string, after: string): boolean {
  return /(^|[=|&?:+(,])\s*$/.test(before) || /^\s*(\|\||&&|\?|:|\.|\+)/.test(after);
}

/**
 * The parts of an expression between operators that stand outside of brackets and strings: of
 * `process.env.PORT || f(a || b)` at `||` the two.
 */
export function partsOf(expression: string, operator: RegExp): string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let i = 0; i < expression.length; i++) {
    const char = expression[i] ?? '';
    if (/['"`]/.test(char)) i = stringEnd(expression, i);
    else if ('([{'.includes(char)) depth++;
    else if (')]}'.includes(char)) depth--;
    const found = depth === 0 ? operator.exec(expression.slice(i)) : null;
    if (found?.index !== 0) continue;
    parts.push(expression.slice(start, i).trim());
    i += found[0].length - 1;
    start = i + 1;
  }
  return [...parts, expression.slice(start).trim()];
}

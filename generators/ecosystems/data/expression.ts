import { RE2JS } from 're2js';

/** What an expression found, and where in the text. */
export interface Match {
  value: string;
  at: number;
  /** What its named groups matched, `value` among them. */
  groups: Readonly<Record<string, string>>;
}

/** No text gives more hits than this. */
const MOST = 200;

const compiled = new Map<string, RE2JS>();

/**
 * All that an expression finds in a text: its group `value`, else the whole hit. Expressions come from templates, texts from
 * repositories, so they are RE2's: they take time in proportion to the text, whatever both are.
 *
 * Throws a RE2JSException for what is no expression; templates are checked before they are used.
 */
export function matches(expression: string, text: string): Match[] {
  const pattern = compiledOf(expression);
  const matcher = pattern.matcher(text);
  const names = Object.keys(pattern.namedGroups());
  const found: Match[] = [];
  while (found.length < MOST && matcher.find()) {
    const groups = Object.fromEntries(
      names.flatMap((name): [string, string][] => {
        const text = matcher.group(name);
        return text === null ? [] : [[name, text]];
      }),
    );
    const value = names.includes('value') ? groups.value : matcher.group();
    if (value !== undefined && value !== null) found.push({ value, at: matcher.start(), groups });
  }
  return found;
}

/** A text in which every hit of an expression is something else; `$1` is its first group. */
export function replaced(expression: string, text: string, by: string): string {
  return compiledOf(expression).matcher(text).replaceAll(by);
}

/** A text as an expression that finds it and nothing else. */
export function quoted(text: string): string {
  return RE2JS.quote(text);
}

/** The expression, compiled once per run: `^` and `$` stand for the ends of lines. */
export function compiledOf(expression: string): RE2JS {
  const known = compiled.get(expression) ?? RE2JS.compile(expression, RE2JS.MULTILINE);
  compiled.set(expression, known);
  return known;
}

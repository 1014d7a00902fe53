import { type ParseEntry, parse } from 'shell-quote';

/**
 * The words and operators of a shell text; variables stay as `$NAME`, or become what `variable` makes of them. Undefined
 * for what is no shell text: a substitution that does not end.
 */
export function shellParts(
  text: string,
  variable: (name: string) => string | { op: string } = (name) => `$${name}`,
): ParseEntry[] | undefined {
  try {
    return parse(text, variable as never);
  } catch {
    return undefined;
  }
}

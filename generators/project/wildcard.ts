/** A pattern of names as a regular expression over the whole name: `*` and `?` stop at a `/`, `[…]` is a class. */
export function wildcard(pattern: string): RegExp {
  const body = pattern
    .replace(/[.+^${}()|\\]/g, '\\$&')
    .replace(/\*+/g, '[^/]*')
    .replace(/\?/g, '[^/]');
  return new RegExp(`^${body}$`);
}

import { type Glob, glob } from './glob.js';

/**
 * A pattern of names, tested against the whole name: `*` and `?` stop at a `/`, `[…]` is a class, `\` makes the next sign
 * mean itself (https://pkg.go.dev/path/filepath#Match). `**` is no more than `*`.
 */
export function wildcard(pattern: string): Glob {
  return glob(pattern.replace(/\*+/g, '*'));
}

import { literal } from './literal.js';

/**
 * A pattern of names as a regular expression over the whole name: `*` and `?` stop at a `/`, `[…]` is a class, `\` makes
 * the next sign mean itself (https://pkg.go.dev/path/filepath#Match). A class that does not end is no class.
 */
export function wildcard(pattern: string): RegExp {
  const body = pattern.replace(PIECE, (piece, negated: string | undefined, members: string | undefined) => {
    if (members !== undefined) return `[${negated ?? ''}${members.replace(/[\\[\]^]/g, '\\$&')}]`;
    if (piece.startsWith('*')) return '[^/]*';
    if (piece === '?') return '[^/]';
    return literal(piece.length > 1 ? piece.slice(1) : piece);
  });
  return new RegExp(`^${body}$`, 's');
}

const PIECE = /\[(\^)?(\]?[^\]]+)\]|\*+|\\.|./gs;

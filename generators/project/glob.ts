import { literal } from './literal.js';

/** Answers whether a whole path, or a whole name, is what a pattern means. */
export interface Glob {
  test(path: string): boolean;
}

/** One piece of a pattern. */
type Piece =
  | { kind: 'sign'; sign: string }
  /** `?` and `[…]`: one sign that is no slash and fits. */
  | { kind: 'one'; fits: RegExp }
  /** `*`: any text without a slash. */
  | { kind: 'name' }
  /** `**`: any text. */
  | { kind: 'all' }
  /** `**` and a slash: any number of directories. */
  | { kind: 'directories' };

/**
 * A pattern with `*`, `?`, `[…]`, `\` and `**`. Each test takes time in proportion to the length of the pattern and of the
 * path, whatever the pattern is: regular expressions of many stars take forever, and patterns come from repositories.
 */
export function glob(pattern: string): Glob {
  const pieces = piecesOf(pattern);
  const open = pieces.filter(({ kind }) => kind !== 'sign' && kind !== 'one').length;
  return open <= FEW ? new RegExp(`^${pieces.map(expressionOf).join('')}$`, 's') : walker(pieces);
}

/** An expression with no more stars than this is tested in no time. */
const FEW = 2;

const PIECE = /\*\*\/(?:\*\*\/)*|\*\*+|\*|\?|\[(\^|!)?(\][^\]/]{0,200}|[^\]/]{1,200})\]|\\(.)|./gs;

function piecesOf(pattern: string): Piece[] {
  return [...pattern.matchAll(PIECE)].map(([text, negated, members, escaped]): Piece => {
    if (members !== undefined) return { kind: 'one', fits: oneOf(members, negated !== undefined) };
    if (escaped !== undefined) return { kind: 'sign', sign: escaped };
    if (text.endsWith('*/') && text.startsWith('**')) return { kind: 'directories' };
    if (text.startsWith('**')) return { kind: 'all' };
    if (text === '*') return { kind: 'name' };
    return text === '?' ? { kind: 'one', fits: /[^/]/s } : { kind: 'sign', sign: text };
  });
}

function oneOf(members: string, negated: boolean): RegExp {
  try {
    return new RegExp(`[${negated ? '^/' : ''}${members.replace(/[\\[\]^]/g, '\\$&')}]`, 's');
  } catch {
    // `[z-a]` is no range: such a pattern fits nothing.
    return /(?!)/;
  }
}

function expressionOf(piece: Piece): string {
  switch (piece.kind) {
    case 'sign':
      return literal(piece.sign);
    case 'one':
      return piece.fits.source;
    case 'name':
      return '[^/]*';
    case 'all':
      return '.*';
    case 'directories':
      return '(?:.*/)?';
  }
}

/** All places of the pattern that a path may have come to, sign by sign: each place is looked at once per sign. */
function walker(pieces: readonly Piece[]): Glob {
  const inside = pieces.length + 1;
  const enter = (places: Set<number>, at: number) => {
    places.add(at);
    const kind = pieces[at]?.kind;
    if (kind === 'name' || kind === 'all' || kind === 'directories') enter(places, at + 1);
  };
  const after = (places: ReadonlySet<number>, sign: string) => {
    const next = new Set<number>();
    for (const place of places) {
      const at = place % inside;
      const piece = pieces[at];
      if (piece === undefined) continue;
      if (piece.kind === 'sign' && piece.sign === sign) enter(next, at + 1);
      else if (piece.kind === 'one' && piece.fits.test(sign)) enter(next, at + 1);
      else if (piece.kind === 'all' || (piece.kind === 'name' && sign !== '/')) enter(next, at);
      else if (piece.kind === 'directories') {
        // In the middle of a directory's name: only a slash leads on.
        next.add(at + inside);
        if (sign === '/') enter(next, at + 1);
      }
    }
    return next;
  };
  return {
    test(path) {
      let places = new Set<number>();
      enter(places, 0);
      for (const sign of path) {
        places = after(places, sign) as Set<number>;
        if (places.size === 0) return false;
      }
      return places.has(pieces.length);
    },
  };
}

/** A pattern with lists as patterns without: `apps/{web,api}` is two. More than a screen of them are not read. */
export function alternatives(pattern: string): string[] {
  const done: string[] = [];
  const open = [pattern];
  while (open.length > 0 && done.length < MOST_ALTERNATIVES) {
    const next = open.shift() ?? '';
    const list = /\{([^{}]*)\}/.exec(next);
    if (list === null) done.push(next);
    else if (open.length < MOST_ALTERNATIVES) {
      const before = next.slice(0, list.index);
      const behind = next.slice(list.index + list[0].length);
      open.push(...(list[1] ?? '').split(',').map((part) => before + part + behind));
    }
  }
  return done;
}

const MOST_ALTERNATIVES = 100;

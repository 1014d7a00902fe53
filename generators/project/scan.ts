import { type Evidence, lineAt, place } from './evidence.js';

/** A file as it is scanned. */
export interface Text {
  path: string;
  text: string;
}

/** What a scan found: the match, and the place for who asks. */
export interface Hit {
  match: RegExpExecArray;
  path: string;
  from: Evidence;
}

/**
 * The first match of the patterns, each tried over all files before the next: the surest sign wins, wherever
 * it stands.
 *
 * - `accept`: says no to a match that means something else.
 */
export function firstMatch(
  files: readonly Text[],
  patterns: readonly RegExp[],
  accept: (hit: Hit) => boolean = () => true,
): Hit | undefined {
  for (const pattern of patterns) {
    for (const { path, text } of files) {
      for (const match of allMatches(text, pattern)) {
        const line = lineAt(text, match.index);
        const hit = { match, path, from: place(path, line, text.split('\n')[line - 1] ?? '') };
        if (accept(hit)) return hit;
      }
    }
  }
  return undefined;
}

function allMatches(text: string, pattern: RegExp): Iterable<RegExpExecArray> {
  return text.matchAll(pattern.global ? pattern : new RegExp(pattern, `${pattern.flags}g`));
}

import levenshtein from 'fastest-levenshtein';

/**
 * The word that was probably meant, or undefined when none is close.
 *
 * - `most`: how many letters may be wrong.
 */
export function nearest(
  word: string,
  words: readonly string[],
  most = Math.max(2, Math.floor(word.length / 3)),
): string | undefined {
  if (words.length === 0) return undefined;
  const best = levenshtein.closest(word, words);
  const wrong = levenshtein.distance(word, best);
  // A word that shares no letter with it was not meant.
  return wrong <= most && wrong < best.length ? best : undefined;
}

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
  return levenshtein.distance(word, best) <= most ? best : undefined;
}

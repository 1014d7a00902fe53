import levenshtein from 'fastest-levenshtein';

/** The word that was probably meant, or undefined when none is close. */
export function nearest(word: string, words: readonly string[]): string | undefined {
  const best = levenshtein.closest(word, words);
  return levenshtein.distance(word, best) <= Math.max(2, Math.floor(word.length / 3)) ? best : undefined;
}

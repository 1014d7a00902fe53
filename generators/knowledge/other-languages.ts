import { fits } from './globs.js';
import table from './other-languages.json' with { type: 'json' };

/** The language that one of the file names belongs to, with that file; undefined for none that is known. */
export function otherLanguage(names: readonly string[]): { language: string; file: string } | undefined {
  for (const { language, files } of table.rows) {
    const file = names.find((name) => fits(name, files));
    if (file !== undefined) return { language, file };
  }
  return undefined;
}

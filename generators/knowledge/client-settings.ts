import table from './client-settings.json' with { type: 'json' };

const WORDS = new RegExp(table.rows.flatMap(({ words }) => words).join('|'), 'i');

/** True for the name of a setting that is about a server the program connects to, or one beside the real one. */
export function isClientSetting(name: string): boolean {
  return WORDS.test(name);
}

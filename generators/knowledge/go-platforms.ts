import table from './go-platforms.json' with { type: 'json' };

/** What a word in a file name or a constraint stands for. */
export function platformKind(word: string): 'system' | 'architecture' | undefined {
  const row = table.rows.find(({ names }) => names.includes(word));
  return row?.kind as 'system' | 'architecture' | undefined;
}

/** What JSON with comments and trailing commas holds, as TypeScript and Turborepo read it; undefined for what is none. */
export function looseJson(text: string | undefined): unknown {
  if (text === undefined) return undefined;
  const plain = text
    .replace(/("(?:\\.|[^"\\])*"?)|\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)/g, '$1')
    .replace(/,(?=\s*[}\]])/g, '');
  try {
    return JSON.parse(plain) as unknown;
  } catch {
    return undefined;
  }
}

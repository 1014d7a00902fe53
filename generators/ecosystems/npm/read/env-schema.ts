import { bodyAt } from '../../../project/braces.js';

/** A variable that a schema of the environment wants, and a value that satisfies it. */
export interface Wanted {
  name: string;
  /** Undefined where any text will do. */
  value: string | undefined;
  /** Where its rule starts in the text. */
  offset: number;
}

/** `createEnv({ … })` of t3-env, and `z.object({ … })` that is given the environment. */
const SCHEMAS = /\bcreateEnv\(\s*\{|\bz\.object\(\s*\{/g;

const RULE = /(?:^|[{,\n])[ \t]*([A-Z][A-Z0-9_]+)\s*:\s*(?=z\b)/g;

/**
 * The variables that a module checks with zod when it is loaded, without those that may be missing.
 * A schema that can be switched off, as t3-env's own template has it, wants none.
 */
export function wantedBySchema(text: string): Wanted[] {
  if (!/\bprocess\.env\b/.test(text) || /\bskipValidation\s*:/.test(text)) return [];
  const parsed = /\.(?:safeParse|parse)\(\s*process\.env\b/.test(text);
  const wanted: Wanted[] = [];
  for (const match of text.matchAll(SCHEMAS)) {
    if (!match[0].startsWith('createEnv') && !parsed) continue;
    const open = match.index + match[0].length - 1;
    const body = bodyAt(text, open);
    for (const rule of body.matchAll(RULE)) {
      const start = rule.index + rule[0].length;
      const rest = ruleAt(body, start);
      if (/\.(?:optional|default|nullish|nullable|catch|prefault)\(/.test(rest)) continue;
      wanted.push({ name: rule[1] ?? '', value: valueFor(rest), offset: open + 1 + start });
    }
  }
  return wanted;
}

/** The rule of one variable: up to the comma that ends it. */
function ruleAt(body: string, start: number): string {
  let depth = 0;
  for (let i = start; i < body.length; i++) {
    const char = body[i] ?? '';
    if ('([{'.includes(char)) depth++;
    else if (')]}'.includes(char)) depth--;
    if (depth < 0 || (depth === 0 && char === ',')) return body.slice(start, i);
  }
  return body.slice(start);
}

/** What each kind of rule accepts, the most particular first. */
const VALUES: [rule: RegExp, value: (found: RegExpExecArray) => string][] = [
  [/\b(?:enum|literal)\(\s*(?:\[\s*)?['"]([^'"]*)['"]/, ([, first = '']) => first],
  [/\.startsWith\(\s*['"]([^'"]*)['"]/, ([, start = '']) => `${start}build`],
  [/\bemail\(/, () => 'build@localhost'],
  [/\buuid\(/, () => '00000000-0000-4000-8000-000000000000'],
  [/\b(?:number|int|bigint)\(/, () => '1'],
  [/\b(?:boolean|stringbool)\(/, () => 'true'],
  [/\.(?:min|length)\(\s*(\d{1,3})\b/, ([, length = '']) => 'build'.padEnd(Number(length), '-')],
];

function valueFor(rule: string): string | undefined {
  for (const [pattern, value] of VALUES) {
    const found = pattern.exec(rule);
    if (found !== null)
      return pattern.source.includes('min') && Number(found[1]) <= 5 ? undefined : value(found);
  }
  return undefined;
}

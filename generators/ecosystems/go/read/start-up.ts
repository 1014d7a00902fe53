import { bodyAt } from '../../../project/braces.js';
import { directoryOf } from '../../../project/paths.js';
import type { Program } from './program.js';
import type { Source } from './source.js';

/** A function that surely runs when the program starts. */
export interface StartFunction {
  source: Source;
  /** Its lines that run whatever the settings are, in order. */
  lines: StartLine[];
  /** True where whoever calls it ends the program over the error that it returns. */
  fatal: boolean;
}

/** A line of code with its offset in the file. */
export interface StartLine {
  text: string;
  offset: number;
}

interface Func {
  name: string;
  method: boolean;
  source: Source;
  /** Offset of its opening brace. */
  open: number;
}

/**
 * The code that runs when the program starts, whatever its settings: main, every init, and what they call outside
 * of conditions, up to the first return that is not about an error.
 *
 * - `starts`: bodies that a framework calls instead, by the offset of their opening brace.
 */
export function startUpCode(
  { packages, sources }: Program,
  starts: readonly { source: Source; open: number }[] = [],
): StartFunction[] {
  const functions = sources.filter(({ generated }) => !generated).flatMap(functionsOf);
  const byName = new Map<string, Func[]>();
  for (const one of functions) byName.set(one.name, [...(byName.get(one.name) ?? []), one]);
  const own = new Set(packages[0]?.sources.map(({ path }) => path));
  const roots = functions.filter(
    ({ name, method, source }) => !method && (name === 'init' || (name === 'main' && own.has(source.path))),
  );
  const queue = [
    ...roots.map((one) => ({ ...one, fatal: false })),
    ...starts.map((one) => ({ ...one, name: '', method: false, fatal: true })),
  ];
  const seen = new Set(queue.map(keyOf));
  const found: StartFunction[] = [];
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    const { source, open, fatal } = next;
    const lines = sureLines(source.code, open);
    found.push({ source, lines, fatal });
    for (const { text, offset } of lines) {
      for (const called of calledIn(text, source, byName)) {
        if (seen.has(keyOf(called))) continue;
        seen.add(keyOf(called));
        queue.push({ ...called, fatal: isFatal(source.code.slice(offset, offset + 400), fatal) });
      }
    }
  }
  return found;
}

function keyOf({ source, open }: Pick<Func, 'source' | 'open'>): string {
  return `${source.path}:${open}`;
}

function functionsOf(source: Source): Func[] {
  return [...source.code.matchAll(/^func (\([^)\n]*\) )?(\w+)\b[^\n]*\{[ \t]*$/gm)].map((match) => ({
    name: match[2] ?? '',
    method: match[1] !== undefined,
    source,
    open: match.index + match[0].trimEnd().length - 1,
  }));
}

/** The functions that a line calls: of its own package, or of the one that it names. */
function calledIn(text: string, source: Source, functions: ReadonlyMap<string, Func[]>): Func[] {
  const dir = directoryOf(source.path);
  return [...text.matchAll(/(?:\b(\w+)\.)?\b(\w+)\(/g)].flatMap(([, qualifier, name = '']) => {
    const named = functions.get(name) ?? [];
    if (qualifier === undefined)
      return named.filter((one) => !one.method && directoryOf(one.source.path) === dir);
    const inPackage = named.filter((one) => !one.method && one.source.package === qualifier);
    return inPackage.length > 0 || named.length > 1 ? inPackage : named.filter(({ method }) => method);
  });
}

/** True where the program ends, or the caller that ends it gets the error, when this call fails. */
function isFatal(after: string, callerIsFatal: boolean): boolean {
  const block = /^[^\n]*(?:\n\s*if\s[^\n]*)?\berr\w*\s*!=\s*nil\s*\{([^}]*)/.exec(after)?.[1] ?? '';
  if (/\bpanic\(|\.(?:Fatal|Panic)\w*\(|\bos\.Exit\(/.test(block)) return true;
  return callerIsFatal && /\breturn\b/.test(block || after.split('\n')[0] || '');
}

/** What opens a block that may not run, or not now. */
const CONDITION = /^\s*(?:\}\s*)?(?:if|for|switch|select|else|case|default|go|defer)\b|\bfunc\s*\(/;

/** An early end of a function that is about something that went wrong. */
const FAILURE = /\berr\w*\b|==\s*""|!\s*\w+\s*\{|==\s*nil|\blen\(/;

function sureLines(code: string, open: number): StartLine[] {
  const lines: StartLine[] = [];
  const blocks: string[] = [];
  let offset = open + 1;
  for (const text of bodyAt(code, open).split('\n')) {
    const plain = text.replace(/"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|\\./g, '""');
    const inBlock = blocks.some((opener) => CONDITION.test(opener));
    if (!inBlock && !/^\s*\}\s*else/.test(plain)) lines.push({ text, offset });
    const opener = blocks.findLast((one) => CONDITION.test(one)) ?? '';
    if (inBlock && /\breturn\b/.test(plain) && !/\bfunc\s*\(/.test(opener) && !FAILURE.test(opener)) break;
    for (const sign of plain.match(/[{}]/g) ?? []) {
      if (sign === '{') blocks.push(plain);
      else blocks.pop();
    }
    offset += text.length + 1;
  }
  return lines;
}

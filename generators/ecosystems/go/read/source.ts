import { lineAt } from '../../../project/evidence.js';
import { constraintOf } from './constraint.js';

/** A place in a file of the repository: evidence with its line. */
export interface Spot {
  file: string;
  line: number;
  text?: string;
}

/** A string literal of a Go file. */
export interface Literal {
  value: string;
  line: number;
  /** Where it starts in {@link Source.code}. */
  offset: number;
}

/** A Go file as far as facts can be read from it without compiling. */
export interface Source {
  path: string;
  /** The text with every comment blanked out, so offsets and lines stay. */
  code: string;
  /** The name in its package clause. */
  package: string;
  imports: { path: string; line: number }[];
  literals: Literal[];
  /** Patterns of its `//go:embed` comments. */
  embeds: { pattern: string; line: number }[];
  /** Its build constraint, as expressions that must all hold. */
  constraint: string[];
  /** True when its constraint asks for cgo to be off: a stand-in in pure Go. */
  standsInForCgo: boolean;
  /** Written by a tool (https://go.dev/s/generatedcode). */
  generated: boolean;
}

const TOKENS = /\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|"(?:\\.|[^"\\\n])*"?|`[^`]*`?|'(?:\\.|[^'\\\n])*'?/g;

/** Reads a Go file. Never fails: what it does not understand is simply not found. */
export function parseSource(path: string, text: string): Source {
  const { code, literals } = tokenize(text);
  const imports = importsOf(code);
  const importLines = new Set(imports.map(({ line }) => line));
  const constraint = constraintOf(text);
  return {
    path,
    code,
    package: /^[ \t]*package[ \t]+(\w+)/m.exec(code)?.[1] ?? '',
    imports,
    literals: literals.filter(({ line }) => !importLines.has(line)),
    embeds: embedsOf(text),
    constraint,
    standsInForCgo: constraint.some((line) => /!\s*cgo\b/.test(line)),
    generated: /^\/\/ Code generated .* DO NOT EDIT\.$/m.test(text),
  };
}

/** The place of an offset in the code. */
export function spotAt({ path, code }: Pick<Source, 'path' | 'code'>, offset: number): Spot {
  return { file: path, line: lineAt(code, offset) };
}

const BLANK = /\s+|\/\/[^\n]*|\/\*[\s\S]*?\*\//y;

/** The name in the package clause, read from the head of a file alone; empty when there is none. */
export function packageClause(text: string): string {
  let at = 0;
  for (BLANK.lastIndex = 0; BLANK.test(text); at = BLANK.lastIndex);
  return /^package[ \t]+(\w+)/.exec(text.slice(at, at + 200))?.[1] ?? '';
}

/** The text with comments blanked out, and its string literals. */
function tokenize(text: string): { code: string; literals: Literal[] } {
  const literals: Literal[] = [];
  let line = 1;
  let counted = 0;
  const code = text.replace(TOKENS, (token, offset: number) => {
    if (token.startsWith('/')) return token.replace(/[^\n]/g, ' ');
    if (token.startsWith("'")) return token;
    for (let i = text.indexOf('\n', counted); i !== -1 && i < offset; i = text.indexOf('\n', i + 1)) {
      line++;
      counted = i + 1;
    }
    literals.push({ value: unquoted(token), line, offset });
    return token;
  });
  return { code, literals };
}

function unquoted(token: string): string {
  const body = token.slice(1, -1);
  if (token.startsWith('`')) return body;
  return body.replace(/\\(.)/g, (_, char: string) => ({ n: '\n', t: '\t', r: '\r' })[char] ?? char);
}

function importsOf(code: string): Source['imports'] {
  const found: Source['imports'] = [];
  for (const match of code.matchAll(/^[ \t]*import\s*(?:\(([^()]*)\)|(?:[\w.]+\s*)?"[^"\n]*")/gm)) {
    for (const inner of match[0].matchAll(/"([^"\n]*)"|`([^`]*)`/g)) {
      const path = inner[1] ?? inner[2] ?? '';
      found.push({ path, line: lineAt(code, match.index + inner.index) });
    }
  }
  return found;
}

function embedsOf(text: string): Source['embeds'] {
  return [...text.matchAll(/^[ \t]*\/\/go:embed[ \t](.+)$/gm)].flatMap(({ 1: list = '', index }) => {
    const line = lineAt(text, index + 1);
    const patterns = list.match(/"[^"]*"|`[^`]*`|\S+/g) ?? [];
    return patterns.map((pattern) => ({ pattern: pattern.replace(/^["`]|["`]$/g, ''), line }));
  });
}

/** The function around an offset; without a name, and all of the file, outside of one. */
export function functionAt(code: string, offset: number): { name: string; lines: Lines } {
  const before = code.slice(0, offset);
  const start = before.lastIndexOf('\nfunc ');
  const outside = { name: '', lines: { first: 1, last: Number.POSITIVE_INFINITY } };
  if (start === -1 || /\n\}/.test(before.slice(start))) return outside;
  const name = /^\nfunc\s+(?:\([^)]*\)\s*)?(\w+)/.exec(before.slice(start))?.[1] ?? '';
  const end = code.indexOf('\n}', start);
  const last = end === -1 ? Number.POSITIVE_INFINITY : lineAt(code, end + 2);
  return { name, lines: { first: lineAt(code, start + 1), last } };
}

interface Lines {
  first: number;
  last: number;
}

import { unknown } from 'valibot';
import { lineAt, type Place, place } from '../../../../project/evidence.js';
import { jsonAs } from '../../../../project/json.js';
import { localModule } from '../../../../project/node-files.js';
import type { Project } from '../../../../project/project.js';
import { expressionAt, partsOf } from '../../read/expression.js';
import type { SourceFile } from '../../read/source.js';

/** A number that an expression comes to, and where it stands. */
export interface Listened {
  value: number;
  from: Place;
}

/** Where a server is told its port: behind `listen(`, and as a setting of what serves. */
const CALL = /\.listen\(|\b(?:Bun\.)?serve\(\s*(?=\{)/g;

/** Names are followed through so many others. */
const DEPTH = 6;

/**
 * The port that the first server of a program listens on, as its code says it: a number, or a name that leads to
 * one through constants, settings and files that it imports, past the variables that may replace it.
 *
 * - `accept`: says no to a number that is something else.
 */
export function listenedPort(
  project: Project,
  files: readonly SourceFile[],
  accept: (value: number) => boolean,
): Listened | undefined {
  const texts = new Map(files.map(({ path, text }) => [path, text]));
  const read = (path: string) => texts.get(path) ?? project.read(path);
  const lookup: Lookup = { accept, read, paths: [...texts.keys()], project };
  for (const { path, text } of files) {
    for (const match of text.matchAll(CALL)) {
      const start = match.index + match[0].length;
      const argument = portArgument(expressionAt(text, start));
      const found = argument && numberOf(lookup, { text: argument, path, offset: start }, DEPTH);
      if (found) return found;
    }
  }
  return undefined;
}

interface Lookup {
  project: Project;
  /** The files of the program. */
  paths: string[];
  accept: (value: number) => boolean;
  read: (path: string) => string | undefined;
}

interface Expression {
  text: string;
  path: string;
  offset: number;
}

/** The port in what a server is given: the argument itself, or `port` of an object. */
function portArgument(argument: string): string | undefined {
  if (!argument.startsWith('{')) return argument;
  const property = /[{,\s]port\s*(?::|(?=[,}\s]))\s*/.exec(argument);
  if (property === null) return undefined;
  return expressionAt(argument, property.index + property[0].length) || 'port';
}

function numberOf(lookup: Lookup, expression: Expression, depth: number): Listened | undefined {
  const text = bare(expression.text);
  const number = /^['"`]?(\d{2,5})['"`]?$/.exec(text)?.[1];
  if (number !== undefined) return numberAt(lookup, expression, Number(number));
  if (depth === 0) return undefined;
  const first = (parts: string[]) =>
    firstOf(parts, (part) => numberOf(lookup, { ...expression, text: part }, depth - 1));
  const defaults = partsOf(text, /^(\|\||\?\?)/);
  if (defaults.length > 1) return first(defaults);
  const [condition = '', ...choices] = partsOf(text, /^[?:](?![?.:])/);
  if (choices.length > 1 && condition !== '') return first(choices);
  const [, callee = '', call] = /^(?:new\s+)?([\w$.?]+)(?:<[^()]*>)?\(([\s\S]*)\)$/.exec(text) ?? [];
  const key = /\bget(?:OrThrow)?$/.test(callee)
    ? /^['"](?:\w+[.:])*([a-z]\w*)['"]/.exec(call ?? '')?.[1]
    : undefined;
  if (call !== undefined)
    return first(partsOf(call, /^,/)) ?? (key === undefined ? undefined : setting(lookup, key, depth - 1));
  if (!/^[\w$]+(\??\.[\w$]+|\[['"][\w$]+['"]\])*!?$/.test(text)) return undefined;
  const keys = text.split(/\??\.|\[['"]|['"]\]|!/).filter((key) => key !== '');
  return named(lookup, expression.path, keys, depth - 1);
}

/** What a reader of settings gives for a key, by the files that define them: `config.get('app.port')`. */
function setting(lookup: Lookup, key: string, depth: number): Listened | undefined {
  const files = lookup.paths.filter((path) => /config|setting|env/i.test(path));
  return firstOf(files, (path) => defined(lookup, path, key, depth));
}

/** An expression without its brackets and what only changes its type. */
function bare(text: string): string {
  const plain = text
    .replace(/^(\+|await\s+)/, '')
    .replace(/(?<!\s)\s+as\s[\w.<>[\]|\s]{1,200}$/, '')
    .replace(/!$/, '')
    .trim();
  const inner = plain.startsWith('(') ? expressionAt(plain, 1) : undefined;
  return inner !== undefined && plain.slice(1, -1).trim() === inner ? bare(inner) : plain;
}

function numberAt(
  { accept, read }: Lookup,
  { path, offset }: Expression,
  value: number,
): Listened | undefined {
  if (!accept(value)) return undefined;
  const text = read(path) ?? '';
  const line = lineAt(text, offset);
  return { value, from: place(path, line, text.split('\n')[line - 1]) };
}

/** What a name stands for: in its own file, or in the file of the repository that it is imported from. */
function named(lookup: Lookup, path: string, keys: string[], depth: number): Listened | undefined {
  const [base = '', ...rest] = keys;
  if (/^(process|Bun|Deno)$/.test(base) || depth < 0) return undefined;
  const text = lookup.read(path) ?? '';
  const imported = importedFrom(lookup.project, path, text, base);
  if (imported !== undefined) {
    const inner = imported.destructured ? keys : rest;
    if (imported.file.endsWith('.json')) return inJson(lookup, imported.file, inner);
    return defined(lookup, imported.file, inner.at(-1) ?? base, depth);
  }
  return defined(lookup, path, keys.at(-1) ?? base, depth);
}

/** The first definition of a name in a file that comes to a number: a variable, a default, a property. */
function defined(lookup: Lookup, path: string, name: string, depth: number): Listened | undefined {
  const text = lookup.read(path) ?? '';
  const pattern = new RegExp(
    String.raw`(?<![\w$.])(?:(?:module\.)?exports\.|this\.)?['"]?${escaped(name)}['"]?\s*(?::\s*[\w<>|[\] .]{1,40}=(?![=>])|=(?![=>])|:)\s*`,
    'g',
  );
  const matches = [...text.matchAll(pattern)];
  const found = firstOf(matches, ({ 0: whole, index }) => {
    const offset = index + whole.length;
    const expression = { text: expressionAt(text, offset), path, offset };
    return expression.text === name ? undefined : numberOf(lookup, expression, depth);
  });
  if (found !== undefined) return found;
  // A module may hand on what another defines.
  const imported = importedFrom(lookup.project, path, text, name);
  return imported === undefined || depth < 1 ? undefined : defined(lookup, imported.file, name, depth - 1);
}

function importedFrom(project: Project, path: string, text: string, name: string) {
  const pattern = new RegExp(
    String.raw`\b(?:import|const|let|var|export)\s+(?:\*\s+as\s+)?(\{[^{}]{0,1000}\b${escaped(name)}\b[^{}]{0,1000}\}|(?:[\w$]+\s*,\s*)?${escaped(name)}\b)[^;=]{0,200}?(?:=\s*(?:await\s+)?(?:require|import)\(\s*|from\s*)['"]([^'"]+)['"]`,
  );
  const match = pattern.exec(text);
  const file = match?.[2] && localModule(project, path, match[2]);
  return file ? { file, destructured: match?.[1]?.startsWith('{') === true } : undefined;
}

function inJson(lookup: Lookup, file: string, keys: string[]): Listened | undefined {
  const text = lookup.read(file) ?? '';
  let value: unknown = jsonAs(lookup.project, file, unknown());
  for (const key of keys) value = (value as Record<string, unknown> | null | undefined)?.[key];
  const port = Number(typeof value === 'string' ? value : typeof value === 'number' ? value : Number.NaN);
  const at = text.search(new RegExp(`"${keys.at(-1)}"\\s*:\\s*"?${port}\\b`));
  return numberAt(lookup, { text: '', path: file, offset: Math.max(0, at) }, port);
}

function escaped(name: string): string {
  return name.replaceAll('$', '\\$');
}

function firstOf<T, R>(list: readonly T[], find: (item: T) => R | undefined): R | undefined {
  for (const item of list) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}

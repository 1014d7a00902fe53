import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defaultCatalog } from '../../generators/home.js';
import { diskProject } from '../../generators/project/disk.js';
import { listExamples } from './examples.js';
import { SMALL_SEEDS } from './small-seeds.js';

/** A repository as text by path. */
export type Files = Record<string, string>;

/** What the hostile values try to run, and the name that only they bring. */
export const MARK = 'PWNED';

/** Values that mean something to one of the places a value may come to stand in. */
export const HOSTILE: readonly string[] = [
  'a b',
  `a\nRUN touch ${MARK}`,
  `a\r\nRUN touch ${MARK}`,
  `a\n!${MARK}.key`,
  `a"; touch ${MARK}; "`,
  `a'; touch ${MARK}; '`,
  `a$(touch ${MARK})b`,
  `a\`touch ${MARK}\`b`,
  `a; touch ${MARK}`,
  `a && touch ${MARK}`,
  `a | touch ${MARK}`,
  `a > ${MARK}`,
  `$${MARK}`,
  `\${${MARK}}`,
  'a\\',
  'a\\nb',
  '# a',
  '<<EOF',
  `<<EOF ${MARK}`,
  '-rf',
  '--from=x',
  'é',
  '日本',
  '[x]',
  'a*',
  '?',
  '["a"]',
  '{}',
  '{{x}}',
  'constructor',
  '${constructor}',
  '${__proto__}',
  '${project.artifactId}',
  '__proto__',
  'toString',
  '',
  '.',
  '..',
  '/',
  '../../x',
  `\u001b[31m${MARK}\u001b[0m`,
  '\u0000',
  '\u202ea',
  'a'.repeat(5000),
  '9'.repeat(400),
  '-1',
  '1e9',
];

/** Templates with a planner. */
const planned = defaultCatalog().templates;

/**
 * Repositories to change: every example, and small ones of the kinds that no example has.
 *
 * - `languages`: those of languages that are data, too, which take much longer to read.
 */
export function seeds(languages: boolean): Record<string, Files> {
  return { ...exampleSeeds(languages), ...SMALL_SEEDS };
}

/** The files of every example, without what describes it to the tests. */
function exampleSeeds(languages: boolean): Record<string, Files> {
  const examples = listExamples().filter(({ template }) => languages || planned[template] !== undefined);
  return Object.fromEntries(
    examples.map(({ id, directory }) => {
      const paths = [...diskProject(directory).walk('.')].filter((path) => path !== 'example.json');
      const entries = paths.map((path) => [path, readFileSync(join(directory, path), 'utf8')]);
      return [id, Object.fromEntries(entries) as Files];
    }),
  );
}

/** Every place of a repository where a value can be changed. */
export interface Spot {
  /** `name`: a file or directory; `text`: a value in a file; `script`: one that is a shell's to read. */
  kind: 'name' | 'text' | 'script';
  token: string;
  change(files: Files, value: string): Files;
}

const FIXED =
  /^(package\.json|package-lock\.json|pnpm-lock\.yaml|yarn\.lock|go\.(mod|sum|work)|pom\.xml|\..*)$/;

export function spotsOf(files: Files): Spot[] {
  return [...nameSpots(files), ...Object.keys(files).flatMap((path) => textSpots(path, files[path] ?? ''))];
}

/** What may stand where something else belongs, as JSON. */
export const SHAPES: readonly string[] = [
  'null',
  'true',
  '0',
  '-1.5',
  '""',
  '"x"',
  '"constructor"',
  '[]',
  '[null]',
  '[[["x"]]]',
  '{}',
  '{"x":null}',
  '{"constructor":"x"}',
  '{"__proto__":{"x":1}}',
  '{"":""}',
];

/** Every value of the JSON files of a repository, to be replaced by one of another kind. */
export function shapeSpots(files: Files): Spot[] {
  return Object.entries(files).flatMap(([path, text]) => {
    if (!path.endsWith('.json')) return [];
    return pathsOf(JSON.parse(text)).map((keys) => ({
      kind: 'text' as const,
      token: `${path}: ${keys.join('.')}`,
      change: (all: Files, value: string) => ({
        ...all,
        [path]: JSON.stringify(replaced(JSON.parse(text), keys, JSON.parse(value)), null, 2),
      }),
    }));
  });
}

function pathsOf(value: unknown, keys: string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [keys];
  // The packages of a lock file are all alike.
  const inner = Object.entries(value).slice(0, 12);
  return [keys, ...inner.flatMap(([key, each]) => pathsOf(each, [...keys, key]))];
}

function replaced(value: unknown, [key, ...more]: string[], by: unknown): unknown {
  if (key === undefined) return by;
  const copy = Array.isArray(value) ? [...value] : { ...(value as object) };
  Object.assign(copy, { [key]: replaced((value as Record<string, unknown>)[key], more, by) });
  return copy;
}

/** Files as an editor, a merge or a broken disk leaves them. */
export function damaged(text: string): string[] {
  const half = Math.floor(text.length / 2);
  return [
    '',
    '\n',
    text.slice(0, half),
    text.slice(half),
    text.replaceAll('\n', '\r\n'),
    `\ufeff${text}`,
    `${text}${text}`,
    text.replace(/[{<(]/, ''),
    text.replace(/[}>)](?=[^}>)]*$)/, ''),
    `<<<<<<< HEAD\n${text}=======\n${text}>>>>>>> other\n`,
    text.replace(/[a-z]/g, (letter) => letter.toUpperCase()),
    text.replaceAll('"', "'"),
    '[]',
    'null',
    '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
    '<project>'.repeat(2000),
    '['.repeat(20_000),
    'a: &a [*a]\n',
    '%'.repeat(200),
  ];
}

function nameSpots(files: Files): Spot[] {
  const names = new Set(Object.keys(files).flatMap((path) => path.split('/')));
  return [...names]
    .filter((name) => !FIXED.test(name))
    .map((token) => ({ kind: 'name', token, change: (all, value) => renamed(all, token, value) }));
}

/** With another name for a file or directory, in the texts that speak of it too. */
function renamed(files: Files, token: string, value: string): Files {
  const name = value.replaceAll('/', '_').replaceAll('\0', '_') || '_';
  const word = new RegExp(`(?<![\\w.-])${token.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\w-])`, 'g');
  return Object.fromEntries(
    Object.entries(files).map(([path, text]) => [
      path
        .split('/')
        .map((part) => (part === token ? name : part))
        .join('/'),
      text.replace(word, () => encoded(path, name)),
    ]),
  );
}

function encoded(path: string, value: string): string {
  if (path.endsWith('.json')) return JSON.stringify(value).slice(1, -1);
  if (path.endsWith('.xml'))
    return value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return value;
}

const TEXT =
  /"((?:[^"\\\n]|\\.)+)"|'([^'\n]+)'|>([^<>\n]+)<|(?<=^[\w.]+\s*[=:]\s*)([^\n"'{]+)$|(?<=^(?:module|go|toolchain|\t[\w./-]+) )(\S+)/gm;

function textSpots(path: string, text: string): Spot[] {
  if (/lock|go\.sum/.test(path)) return [];
  return [...text.matchAll(TEXT)].map((match) => {
    const token = match.slice(1).find((group) => group !== undefined) ?? '';
    const start = match.index + match[0].indexOf(token);
    const before = text.slice(Math.max(0, text.lastIndexOf('\n', start)), start);
    return {
      kind: isScript(path, text, start) ? 'script' : 'text',
      token: `${path}: ${before.trim()} ${token}`.slice(0, 120),
      change: (files, value) => ({
        ...files,
        [path]: `${text.slice(0, start)}${encoded(path, value)}${text.slice(start + token.length)}`,
      }),
    };
  });
}

function isScript(path: string, text: string, at: number): boolean {
  if (!path.endsWith('package.json')) return path.endsWith('Procfile');
  const open = text.lastIndexOf('"scripts"', at);
  return open !== -1 && !text.slice(open, at).includes('}');
}

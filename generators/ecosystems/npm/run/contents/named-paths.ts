import { withoutTrailingSlashes } from '../../../../project/paths.js';
/** A path that a literal of the code may mean, relative to the package wherever the literal starts. */
export interface NamedPath {
  path: string;
  /** True for what is imported: a directory that is imported is code, which the build has compiled. */
  imported: boolean;
}

/** Literals that look like paths: `'views'`, `"./data/seed.json"`, `` `${__dirname}/../mails` ``. */
export function literalPaths(text: string): NamedPath[] {
  const literals = text.matchAll(
    /['"`](?:\$\{[^}`]{0,100}\}\/)?(?:\.{0,2}\/)*([\w@-][\w@.-]*(?:\/[\w@.-]+)*)\/?(?:\*[^'"`]*)?['"`]/g,
  );
  return [...literals].flatMap(({ 0: whole, 1: path = '', index }) => {
    const before = text.slice(Math.max(0, index - 120), index);
    // One bare word may be anything: what stands before it tells whether it names a directory.
    if (!whole.includes('/') && !/\.\w/.test(path) && !PATH_CALL.test(before)) return [];
    return [{ path, imported: IMPORTS.test(before) }];
  });
}

const PATH_CALL =
  /join|resolve|dir|path|folder|static|root|views|assets|files|read|write|exists|mkdir|sendFile|storage|template|load|glob|dest|cwd|locale|schema|URL/i;

const IMPORTS = /(?:\bfrom|\bimport|\brequire\(|\bimport\()\s*$/;

/** Names that are joined to one path, and files that are opened by their whole name. */
export function openedPaths(text: string): string[] {
  return [...joinedNames(text), ...readFiles(text)];
}

/** Names that are joined to one path: `path.join(process.cwd(), 'src', 'templates')`. */
function joinedNames(text: string): string[] {
  const lists = text.matchAll(/(['"])[\w@.-]+\1(?:\s*,\s*(['"])[\w@./-]+\2)+/g);
  return [...lists].map(([list]) =>
    list
      .split(',')
      .map((part) => part.trim().slice(1, -1))
      .filter((part) => !/^\.{0,2}$/.test(part))
      .join('/'),
  );
}

/** Files that are opened by their whole name. */
function readFiles(text: string): string[] {
  const calls = text.matchAll(
    /\b(?:readFile(?:Sync)?|createReadStream|sendFile)\(\s*['"`](?:\.\/)?([\w@-][\w@./-]*\.\w+)['"`]/g,
  );
  return [...calls].map(([, path = '']) => path);
}

/** Paths that start at the working directory in so many words: `path.join(process.cwd(), 'content', 'posts')`. */
export function pathsFromWorkingDirectory(text: string): string[] {
  const joined = text.matchAll(/\bprocess\.cwd\(\)\s*((?:,\s*['"`][\w@./-]+['"`]\s*)+)/g);
  const written = text.matchAll(/\bprocess\.cwd\(\)\s*(?:\}|\+\s*['"`])\/([\w@-][\w@./-]*)/g);
  const parts = [...joined].map(([, list = '']) => list.match(/[\w@./-]+/g)?.join('/') ?? '');
  return [...parts, ...[...written].map(([, path = '']) => path)].map((path) =>
    withoutTrailingSlashes(path.replace(/^(\.?\/)+/, '')),
  );
}

/** A pattern of files that the code looks for when it runs. */
export interface Pattern {
  /** The directory before the first wildcard or placeholder. */
  folder: string;
  /** True where the sources themselves are read as text: what documents an API. */
  readsCode: boolean;
  /** False for one with a placeholder, such as a language, which may be part of an address as well. */
  wildcard: boolean;
}

const PATTERN =
  /['"`](?:\$\{[^}`]{0,100}\}\/)?(?:\.{0,2}\/)*((?:[\w@-][\w@.-]*\/)+)([^'"`\n/]{0,200}(?:\*|\{\{|\$\{)[^'"`\n]{0,200})['"`]/g;

/** Endings of code, also in a list of endings: `*.ts`, `*.entity{.ts,.js}`. */
const OF_CODE = /[.,{(|][cm]?[jt]sx?[})]*$/;

/**
 * Patterns that mean files of the package: `'src/**\/*.graphql'`, `'./locales/{{lng}}/{{ns}}.json'`. Those that
 * mean code are left out, since the build has compiled it, unless it is read for its comments: the `apis` of
 * swagger-jsdoc.
 */
export function patternsIn(text: string): Pattern[] {
  return [...text.matchAll(PATTERN)].flatMap(({ 1: folder = '', 2: rest = '', index }) => {
    const readsCode = OF_CODE.test(rest);
    if (readsCode && !/\bapis\s*:\s*\[[^\]]{0,400}$/.test(text.slice(Math.max(0, index - 400), index)))
      return [];
    return [{ folder: folder.slice(0, -1), readsCode, wildcard: rest.includes('*') }];
  });
}

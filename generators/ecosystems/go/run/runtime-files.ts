import { FILE_FUNCTIONS } from '../../../knowledge/go-file-functions.js';
import { lineAt } from '../../../project/evidence.js';
import { below, directoryOf, within, withoutTrailingSlashes } from '../../../project/paths.js';
import type { Project } from '../../../project/project.js';
import { wildcard } from '../../../project/wildcard.js';
import type { Program } from '../read/program.js';
import type { Literal, Source, Spot } from '../read/source.js';
import { viperSearch } from './viper-search.js';

/** A file or directory of the repository that the program opens when it runs. */
export interface RuntimeFile {
  /** Path in the repository. */
  path: string;
  /** Path as the program names it, below its working directory. */
  as: string;
  directory: boolean;
  /** Set where a call opens it, so that it has to be there. */
  opened?: true;
  /** `main.go:12 "templates/*.html"`. */
  from: Spot;
}

/** Calls whose argument is a path that is read; those of databases and plug-ins open something else. */
const OPENS = new RegExp(
  String.raw`(?<!\b(?:sqlx?|gorm|xorm|otelsql|plugin)\.)\b(?:${FILE_FUNCTIONS})\s*[(:]`,
);

/** A constant, variable or setting called after a directory: `templatesDir = "templates"`. */
const NAMED_DIRECTORY = /(?:[Dd]ir(?:ectory)?|[Pp]ath|[Ff]older|[Rr]oot)"?\s*(?:string\s*)?(?:=|:=|:)\s*$/;

/** Files of the repository that no program needs, though its code may name them: hidden ones are for tools. */
const NEVER =
  /(^|\/)(\.[^/]*$|go\.(mod|sum|work)$|Dockerfile|Makefile$|README|LICENSE|package(-lock)?\.json$)|\.(go|proto)$|\.(dev|development|local|test)(\.\w+)?$|^\.$/i;

/**
 * Finds the files that must be beside the program, by the string literals that name something that
 * exists in the repository: relative to the module, to the repository, or to the main package.
 */
export function findRuntimeFiles(
  project: Project,
  program: Program,
  embedded: readonly string[] = [],
): RuntimeFile[] {
  const compiled = new Set(embedded);
  const bases = basesOf(program);
  const found = new Map<string, RuntimeFile>();
  for (const source of program.sources) {
    if (source.generated) continue;
    for (const { text, line, strong, opened, continued } of paths(source)) {
      for (const file of resolve(project, bases, text, strong)) {
        // A folder of packages is not one of data: "plugin/" + name begins a message, or a URL.
        if (continued && holdsCode(project, file.path)) continue;
        const from = { file: source.path, line, text: `"${text}"` };
        const known = found.get(file.path) ?? { ...file, from };
        found.set(file.path, opened ? { ...known, opened } : known);
      }
    }
  }
  for (const file of viperFiles(project, program)) if (!found.has(file.path)) found.set(file.path, file);
  // What is compiled in is read from the directory by developers only.
  const missing = [...found.values()].filter(({ path, directory }) =>
    directory ? dataIn(project, path).some((file) => !compiled.has(file)) : !compiled.has(path),
  );
  return withoutNested(missing);
}

/** The files that settings beside the program name: `MIGRATION_URL=file://db/migration`. */
export function filesNamedIn(project: Project, program: Program, settings: string): RuntimeFile[] {
  return (project.read(settings) ?? '').split('\n').flatMap((line, index) => {
    const [, key = '', value = ''] =
      /^\s*(?:-\s+)?(?:"?([\w.-]+)"?(?:\s*[:=]\s*|\s+))?["']?(?:file:\/\/(?=[^/]))?((?:\.{1,2}\/)*[\w@-][\w./@-]*)["']?,?\s*$/.exec(
        line,
      ) ?? [];
    const strong = /(dir|directory|folder|path|root)s?$/i.test(key) || /^\.{1,2}\//.test(value);
    const from = { file: settings, line: index + 1, text: line.trim() };
    const bases = basesOf(program);
    const named = resolve(project, bases, value, strong);
    // `db/db_` is completed by the program.
    const begun = named.length === 0 && bases.some((base) => begins(project, within(base, value)));
    return (begun ? resolve(project, bases, `${value}*`, true) : named).map((file) => ({ ...file, from }));
  });
}

/** True for the beginning of a path, `db/db_`, that something in its folder goes on with. */
function begins(project: Project, path: string | undefined): boolean {
  const [, folder = '', start = ''] = /^(.+)\/([^/]*[_-])$/.exec(path ?? '') ?? [];
  return start !== '' && project.entries(folder).some(({ name }) => name.startsWith(start));
}

/** Directories that a relative path may be meant from: the module's, the repository's, the main package's. */
export function basesOf({ scope, dir }: Program): string[] {
  return [...new Set([scope.module.dir, '.', dir])];
}

/** The file that viper finds by the name and the directories it is given, of several names one each. */
function viperFiles(project: Project, program: Program): RuntimeFile[] {
  const found = new Map<string, RuntimeFile>();
  for (const { as, name = '', from } of viperSearch(program)) {
    const path = basesOf(program)
      .map((base) => within(base, as))
      .find((one) => one !== undefined && project.has(one));
    if (path !== undefined && !found.has(name)) found.set(name, { path, as, directory: false, from });
  }
  return [...found.values()];
}

export interface PathText {
  text: string;
  line: number;
  strong: boolean;
  /** Set where it stands in a call that opens it. */
  opened?: true;
  /** Set where nothing but the file that the program adds to it says that it is a path. */
  continued?: true;
}

/** The literals of a file that may be paths. */
export function paths(source: Source): PathText[] {
  const found: PathText[] = [];
  const joins = [...source.code.matchAll(/\b(?:filepath|path)\.Join\(([^()]*)\)/g)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    parts: [...(match[1] ?? '').matchAll(/"([^"\n]*)"/g)].map(([, part = '']) => part),
  }));
  const joined = joins.filter(({ parts }) => parts.length > 1);
  for (const literal of source.literals) {
    // An element of a path is no path by itself.
    if (joined.some(({ start, end }) => start < literal.offset && literal.offset < end)) continue;
    // "./queries:queries" names a file and what it is called among the program's own: stuffbin.
    const plain = literal.value
      .replace(/^file:\/\/(?=[^/])/, '')
      .replace(/^(\.\/[\w./-]+):\/?[\w./-]+$/, '$1');
    // What the running program fills in is a wildcard: "i18n/%s.json".
    const text = plain.replace(/%[sdvq]/g, '*');
    if (text.length > 200 || !/^[\w.@*-][\w./*?@-]*$/.test(text) || /^(https?|www)\b/.test(text)) continue;
    const opened = isOpened(source.code, literal);
    if (text !== plain && !opened && !/^\.\/|\w\/.{0,200}\.\w+$/.test(text)) continue;
    const known = opened || plain !== literal.value;
    const continued = !known && isContinued(source.code, literal);
    found.push({
      text,
      line: literal.line,
      strong: known || continued,
      ...callOpening(source.code, literal.offset, text),
      ...(continued && { continued }),
    });
  }
  for (const { start, parts } of joined) {
    const line = lineAt(source.code, start);
    const text = parts.join('/').replace(/^\/+/, '');
    found.push({ text, line, strong: true, ...callOpening(source.code, start, text) });
  }
  return found;
}

/** True for a folder whose file the program adds: `"templates/" + name`. */
function isContinued(code: string, { value, offset }: Literal): boolean {
  if (!value.endsWith('/') || /\+\s*$/.test(code.slice(Math.max(0, offset - 20), offset))) return false;
  return /^\s*\+/.test(code.slice(offset + value.length + 2, offset + value.length + 12));
}

function isOpened(code: string, { offset }: Literal): boolean {
  const line = lineBefore(code, offset);
  return OPENS.test(line) || NAMED_DIRECTORY.test(line);
}

/** Of a pattern without a directory any file may be missing. */
function callOpening(code: string, offset: number, text: string): { opened?: true } {
  return OPENS.test(lineBefore(code, offset)) && !/^[^/]*[*?]/.test(text) ? { opened: true } : {};
}

function lineBefore(code: string, offset: number): string {
  return code.slice(code.lastIndexOf('\n', offset - 1) + 1, offset);
}

function resolve(
  project: Project,
  bases: string[],
  text: string,
  strong: boolean,
): Omit<RuntimeFile, 'from'>[] {
  const wild = text.search(/[*?]/);
  const named = wild === -1 ? text : text.slice(0, text.lastIndexOf('/', wild) + 1);
  // "*" alone is completed by a directory that only the running program knows.
  if (wild !== -1 && named === '') return strong && /\.\w+$/.test(text) ? matching(project, bases, text) : [];
  const plain = withoutTrailingSlashes(named);
  // `..` alone is an element of a path and no place of its own.
  if (/^[./]*$/.test(plain)) return [];
  // A bare word is a path only where something is opened: "api" names many things.
  if (!strong && !/[/.]/.test(plain)) return [];
  for (const base of bases) {
    const path = within(base, plain);
    if (path === undefined || path === '.' || bases.includes(path) || NEVER.test(path)) continue;
    const as = within('.', plain) ?? `/${plain.replace(/^(\.\.\/)+/, '')}`;
    if (project.has(path)) return [{ path, as, directory: false }];
    if (project.hasDirectory(path) && dataIn(project, path).length > 0)
      return [{ path, as, directory: true }];
  }
  return [];
}

function matching(project: Project, bases: string[], glob: string): Omit<RuntimeFile, 'from'>[] {
  const expression = wildcard(glob);
  for (const base of bases) {
    const names = project.entries(base).filter(({ kind, name }) => kind === 'file' && expression.test(name));
    const files = names.map(({ name }) => ({ path: below(base, name), as: name, directory: false }));
    const kept = files.filter(({ path }) => !NEVER.test(path));
    if (kept.length > 0) return kept;
  }
  return [];
}

function holdsCode(project: Project, directory: string): boolean {
  return [...project.walk(directory)].some((path) => path.endsWith('.go'));
}

/** What a directory holds besides code, what it is generated from, and notes. */
export function dataIn(project: Project, directory: string): string[] {
  return [...project.walk(directory)].filter(
    (path) => !/\.(go|md|proto)$/i.test(path) && !/(^|\/)(\.git(keep|ignore)|go\.(mod|sum))$/.test(path),
  );
}

/** The files with more of them, unless one among them, or a directory, brings them along. */
export function withFiles(files: readonly RuntimeFile[], more: readonly RuntimeFile[]): RuntimeFile[] {
  const all = [...files, ...more];
  return withoutNested(all.filter(({ path }, index) => all.findIndex((one) => one.path === path) === index));
}

/** Leaves out what a copied directory brings along. */
function withoutNested(files: RuntimeFile[]): RuntimeFile[] {
  const directories = new Set(files.filter(({ directory }) => directory).map(({ path }) => path));
  const covered = (path: string) => {
    for (let at = directoryOf(path); at !== '.'; at = directoryOf(at)) if (directories.has(at)) return true;
    return false;
  };
  return files.filter(({ path }) => !covered(path)).sort((a, b) => (a.path < b.path ? -1 : 1));
}

import { withoutComments } from './comments.js';
import { type Evidence, lineAt, place } from './evidence.js';
import { isRelative, sourceAt } from './node-files.js';
import { below, directoryOf, within } from './paths.js';
import type { Project } from './project.js';

/** A package that a program loads as soon as it starts, with the first place that says so. */
export interface ImportedPackage {
  name: string;
  from: Evidence;
}

/** What a program loads when it starts. */
export interface Reached {
  /** Files of the repository, the entries first. */
  files: string[];
  packages: ImportedPackage[];
}

/** More files than this are not followed: what a program needs at its start shows in the first ones. */
const MOST_FILES = 600;

/**
 * What a program loads when it starts, as its own files show it: from its entries through every file of the
 * repository that they import. Types are left out, and so is what only a function loads when it is called.
 *
 * - `entries`: paths of source files; one that is not there is passed over.
 * - `aliases`: prefixes that stand for directories of the repository: `@/` → `src`.
 */
export function reachedFrom(
  project: Project,
  entries: readonly string[],
  aliases: ReadonlyMap<string, string> = new Map(),
): Reached {
  const packages = new Map<string, ImportedPackage>();
  const files = new Set<string>();
  const open = entries.flatMap((entry) => sourceAt(project, entry) ?? []);
  for (let file = open.shift(); file !== undefined && files.size < MOST_FILES; file = open.shift()) {
    if (files.has(file)) continue;
    files.add(file);
    for (const { specifier, from } of importsIn(project, file)) {
      const local = localPath(file, specifier, aliases);
      const path = local === undefined ? undefined : sourceAt(project, local);
      if (path !== undefined) open.push(path);
      const name = packageName(specifier);
      if (local === undefined && name !== undefined && !packages.has(name))
        packages.set(name, { name, from });
    }
  }
  return { files: [...files], packages: [...packages.values()] };
}

/** The packages that one file loads as soon as it is loaded itself. */
export function packagesIn(project: Project, path: string): string[] {
  return importsIn(project, path).flatMap(({ specifier }) => packageName(specifier) ?? []);
}

/** What one file imports as soon as it is loaded itself, as it is written: `./http.js`, `@/db`, `koa`. */
export function specifiersIn(project: Project, path: string): string[] {
  return importsIn(project, path).map(({ specifier }) => specifier);
}

interface Import {
  specifier: string;
  from: Evidence;
}

const STATIC =
  /^[ \t]*(?:import|export)\b(?!\s+type\b)(?<clause>\s(?:[^'"();\n]|\n(?![ \t]*(?:import|export)\b)){0,4000}?\bfrom)?\s*['"](?<specifier>[^'"\n]+)['"]/gm;

/** At the beginning of a line: what stands in a function is loaded when that is called, if ever. */
const REQUIRE = /^(?<before>[^\s][^\n]*?)?\brequire\(\s*['"](?<specifier>[^'"\n]+)['"]\s*\)/gm;

function importsIn(project: Project, path: string): Import[] {
  return project.once('imports', path, () => {
    if (path.endsWith('.json')) return [];
    const text = withoutComments(project.read(path) ?? '');
    const typed = /\.[cm]?tsx?$/.test(path);
    const seen = (offset: number) => {
      const line = lineAt(text, offset);
      return place(path, line, text.split('\n')[line - 1] ?? '');
    };
    const imports: Import[] = [];
    for (const match of text.matchAll(STATIC)) {
      const { clause, specifier = '' } = match.groups ?? {};
      if (typed && clause !== undefined && isErased(text, clause, match.index + match[0].length)) continue;
      imports.push({ specifier, from: seen(match.index + match[0].search(/\S/)) });
    }
    for (const match of text.matchAll(REQUIRE)) {
      const { before = '', specifier = '' } = match.groups ?? {};
      if (/=>|\bfunction\b|\bif\s*\(|\btry\b/.test(before)) continue;
      imports.push({ specifier, from: seen(match.index) });
    }
    return imports;
  });
}

/** True for an import of which nothing is used but types: the compiler leaves it out. */
function isErased(text: string, clause: string, end: number): boolean {
  const names = clause
    .replace(/\bfrom$/, '')
    .replace(/\btype\s+[\w$]+(\s+as\s+[\w$]+)?/g, '')
    .replace(/(?<![\w$*])[\w$*]+\s+as\s+/g, '')
    .match(/[A-Za-z_$][\w$]*/g);
  if (/^\s*\*\s*from/.test(clause)) return false;
  const rest = text.slice(end);
  return (names ?? []).every((name) => !isValue(rest, name.replace(/\$/g, '\\$')));
}

/** True where a name is called, read, made, extended or handed on, as against named as a type. */
function isValue(text: string, name: string): boolean {
  return new RegExp(
    String.raw`(?<![\w$.])${name}(?:\s*[.(\`[]|\s*!\.)|\b(?:new|return|typeof|instanceof|await|default|extends)\s+${name}\b|@${name}\b|<${name}[\s/]|[=(,[{&|?!]\s*${name}\s*[,)\]};\n]|\.\.\.${name}\b|=>\s*${name}\b|\b\w+:\s*${name}\s*\}`,
  ).test(text);
}

/** The path of the repository that a specifier means, or undefined for a package. */
function localPath(
  file: string,
  specifier: string,
  aliases: ReadonlyMap<string, string>,
): string | undefined {
  if (isRelative(specifier)) return within(directoryOf(file), specifier);
  for (const [prefix, directory] of aliases) {
    if (specifier.startsWith(prefix)) return below(directory, specifier.slice(prefix.length));
  }
  return undefined;
}

/** `lodash` of `lodash/fp`, `@scope/name` of `@scope/name/sub`; undefined for what is no package. */
function packageName(specifier: string): string | undefined {
  if (/^(node:|[.#~/]|\w+:)/.test(specifier)) return undefined;
  return /^(@[^/]+\/[^/]+|[^@/][^/]*)/.exec(specifier)?.[1];
}

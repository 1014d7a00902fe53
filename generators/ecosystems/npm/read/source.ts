import { isInstalled, localModule } from '../../../project/node-files.js';
import { below, directoryOf, isInside, relativeTo } from '../../../project/paths.js';
import type { Project } from '../../../project/project.js';
import { isLeftOver } from './left-over.js';
import { otherNestApps } from './nest.js';

/** One file of code. */
export interface SourceFile {
  path: string;
  text: string;
  /** True for what starts, and for what it imports by relative paths. */
  started?: boolean;
}

const CODE = /\.(?:[cm]?[jt]s|[jt]sx|vue|svelte|astro)$/;

const NOT_APP =
  /^(test|tests|__tests__|spec|specs|e2e|cypress|docs|examples?|coverage|dist|build|out|\.next|\.nuxt|\.output|public|client|frontend|vendor|scripts|migrations|seeders)$/;

const MOST_FILES = 400;

const MOST_BYTES = 4_000_000;

/**
 * The code of an app as far as its ports and run-time files show in it, bounded: what starts and the files that
 * it imports come first, and the code of other programs stays out.
 *
 * - `entry`: the file that starts, below the directory; one that is built stands for its source.
 */
export function sourcesOf(project: Project, dir: string, entry?: string): SourceFile[] {
  const files = new Map<string, SourceFile>();
  let bytes = 0;
  const add = (path: string, started = false): string | undefined => {
    if (isInstalled(path) || files.has(path) || files.size >= MOST_FILES || bytes > MOST_BYTES)
      return undefined;
    const text = project.read(path);
    if (text === undefined || text.length > 500_000) return undefined;
    bytes += text.length;
    files.set(path, { path, text, ...(started && { started }) });
    return text;
  };
  const source = entry === undefined ? undefined : entrySource(project, dir, entry);
  const open = source === undefined ? [] : [source];
  for (let path = open.shift(); path !== undefined; path = open.shift())
    open.push(...importsOf(project, path, add(path, true) ?? '').filter((file) => isCode(file, dir)));
  const start = source ?? (entry === undefined || isLeftOver(project, dir, entry) ? '' : below(dir, entry));
  const others = entry === undefined ? [] : otherNestApps(project, dir, entry);
  const skipped = (path: string, name: string) =>
    (NOT_APP.test(name) && !start.startsWith(`${path}/`)) || others.includes(path);
  for (const path of project.walk(dir, skipped)) {
    if (files.size >= MOST_FILES || bytes > MOST_BYTES) break;
    if (isCode(path, dir)) add(path);
  }
  return [...files.values()];
}

/** Settings of what builds and tests, wherever they lie; those of the app itself are called `app.config.ts`. */
const TOOL =
  /(^|\/)(astro|babel|capacitor|craco|cypress|drizzle|eslint|jest|next|nuxt|playwright|postcss|prisma|rollup|rsbuild|svelte|tailwind|tsup|uno|vite|vitest|vue|webpack)\b[\w.-]*\.config\.[cm]?[jt]s$/;

/** True for code that runs, as against tests, types and the settings of tools. */
function isCode(path: string, dir: string): boolean {
  if (!CODE.test(path) || /\.(test|spec|d|stories)\.[cm]?[jt]sx?$|(^|\/)\.pnp\.c?js$/.test(path))
    return false;
  const settings = TOOL.test(path) || (/\.config\.[cm]?[jt]sx?$/.test(path) && directoryOf(path) === dir);
  return !settings;
}

/** The file that starts; of one that a build makes the source, which has its place below `src` or the package. */
function entrySource(project: Project, dir: string, entry: string): string | undefined {
  const inOutput = entry.split('/').slice(1).join('/');
  const stems = ['src/', '', ...(inOutput.startsWith('src/') ? [] : ['server/'])];
  const paths = [entry, ...(inOutput === '' ? [] : stems.map((stem) => `${stem}${inOutput}`))];
  return paths.flatMap((path) => {
    const found = localModule(project, below(dir, 'package.json'), `./${path}`);
    return found === undefined || isLeftOver(project, dir, relativeTo(dir, found)) ? [] : [found];
  })[0];
}

const IMPORT = /(?:\bfrom|\bimport|\brequire\(|\bimport\()\s*['"](\.{1,2}\/[^'"\n]*|\.{1,2})['"]/g;

function importsOf(project: Project, path: string, text: string): string[] {
  return [...text.matchAll(IMPORT)].flatMap(([, specifier = '']) => {
    const file = localModule(project, path, specifier);
    return file === undefined ? [] : [file];
  });
}

/** Imports by another name than a path: an alias, one that is made up when it runs, or all files of a folder. */
const ELSEWHERE =
  /['"][@\w/-]{0,60}auto-?load\w*['"]|(?:\bfrom|\bimport|\brequire\(|\bimport\()\s*['"](?:[@~#]\/|src\/|#\w)|\b(?:require|import)\((?!\s*['"])/;

/** Helpers of tests: a package that offers them imports them, and what they want is for tests alone. */
const TESTS = /(^|\/)(tests?|__tests__|e2e|specs?)\//;

/**
 * The code that runs: what starts and what it imports, where the imports tell all of it; else what lies in the
 * same folders below the app's directory, and everything where what starts lies in that itself.
 */
export function startedSources(all: readonly SourceFile[]): readonly SourceFile[] {
  const first = all.find((file) => file.started);
  const files =
    first !== undefined && TESTS.test(first.path) ? all : all.filter(({ path }) => !TESTS.test(path));
  const started = files.filter((file) => file.started);
  const told = started.length > 0 && !started.some(({ text }) => ELSEWHERE.test(text));
  if (told) return started;
  const top = topFolder(files);
  const folders = new Set(started.map(({ path }) => top(path)));
  return folders.has('.') || folders.size === 0 ? files : files.filter(({ path }) => folders.has(top(path)));
}

/** The folder of a path below the directory that holds all of the files; `.` for that itself. */
function topFolder(files: readonly SourceFile[]): (path: string) => string {
  const [first = { path: '' }, ...others] = files;
  let home = directoryOf(first.path);
  while (home !== '.' && !others.every(({ path }) => isInside(path, home))) home = directoryOf(home);
  return (path) => {
    const below = relativeTo(home, path);
    return below.includes('/') ? below.slice(0, below.indexOf('/')) : '.';
  };
}

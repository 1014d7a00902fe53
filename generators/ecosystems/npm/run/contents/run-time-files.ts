import { readByPackages } from '../../../../knowledge/node-working-directory.js';
import { below } from '../../../../project/paths.js';
import type { Project } from '../../../../project/project.js';
import { inProduction, readManifest } from '../../read/manifest.js';
import type { SourceFile } from '../../read/source.js';
import {
  literalPaths,
  type NamedPath,
  openedPaths,
  type Pattern,
  pathsFromWorkingDirectory,
  patternsIn,
} from './named-paths.js';

/** Directories that programs read at run time by convention, even when no literal names them. */
const CONVENTIONAL = new Set([
  'views',
  'public',
  'static',
  'templates',
  'locales',
  'i18n',
  'prisma',
  'migrations',
  'drizzle',
  'proto',
  'protos',
  'assets',
  'config',
  'emails',
  'resources',
]);

/** What a build writes, which is there already or not at all. */
const OUTPUT = new Set(['node_modules', 'dist', 'build', 'out']);

/** Directories of sources: what they hold is compiled, but for data. */
const SOURCES = new Set(['src', 'app', 'server', 'lib', 'client']);

/** Directories that are never read at run time. */
const NEVER = new Set([
  'test',
  'tests',
  '__tests__',
  'spec',
  'e2e',
  'cypress',
  'docs',
  'doc',
  'coverage',
  'scripts',
  'types',
  'typings',
  '.github',
  'examples',
  'patches',
  '.storybook',
]);

const CODE_OR_CONFIG =
  /\.(?:[cm]?[jt]sx?|md|map)$|^(package(-lock)?|tsconfig.*|nest-cli|\.eslintrc|jest.*|nodemon|biome|renovate|turbo|nx|lerna|vercel|now)\.json[c5]?$/;

/**
 * Files and directories beside the build's output that the program opens at run time: the ones its
 * code names in a string or a pattern and that exist, and those that frameworks and packages read by convention.
 */
export function runtimePaths(project: Project, dir: string, files: readonly SourceFile[]): string[] {
  const conventional = project
    .entries(dir)
    .filter(({ name, kind }) => kind === 'directory' && CONVENTIONAL.has(name));
  const named = files.flatMap(({ text }) => [
    ...openedPaths(text).filter((path) => isOpened(project, dir, path)),
    ...literalPaths(text).flatMap((literal) => (isMeant(project, dir, literal) ? literal.path : [])),
  ]);
  const matched = files.flatMap(({ text }) =>
    patternsIn(text).filter((pattern) => isMatched(project, dir, pattern)),
  );
  const paths = [
    ...conventional.map(({ name }) => name),
    ...named,
    ...matched.map(({ folder }) => folder),
  ].filter((path) => !path.startsWith('.'));
  const all = [...new Set([...paths, ...packageFiles(project, dir)])];
  return all.filter((path) => !all.some((other) => path.startsWith(`${other}/`))).sort();
}

/** What a server that a framework builds opens in the directory that it works in, by the code it was built from. */
export function workingDirectoryPaths(project: Project, dir: string, files: readonly SourceFile[]): string[] {
  const named = files.flatMap(({ text }) => pathsFromWorkingDirectory(text));
  return [...new Set(named)]
    .filter((path) => !OUTPUT.has(topOf(path)) && !path.startsWith('.') && isData(project, below(dir, path)))
    .sort();
}

/** What packages open by themselves, of that which is there. */
export function packageFiles(project: Project, dir: string): string[] {
  const manifest = readManifest(project, dir);
  if (manifest === undefined) return [];
  return readByPackages((name) => inProduction(manifest, name)).filter(
    (path) => project.has(below(dir, path)) || project.hasDirectory(below(dir, path)),
  );
}

/** True for a file or directory below another one that holds no code. */
function isOpened(project: Project, dir: string, path: string): boolean {
  return path.includes('/') && !OUTPUT.has(topOf(path)) && isData(project, below(dir, path));
}

/** True for a file or directory below another one that programs open, as against code, settings and what a build writes. */
export function holdsData(project: Project, dir: string, path: string): boolean {
  const top = topOf(path);
  if (OUTPUT.has(top) || NEVER.has(top) || SOURCES.has(top) || CODE_OR_CONFIG.test(path)) return false;
  return isData(project, below(dir, path));
}

/** True for a literal that means a file or directory, as far as its own name tells. */
function isMeant(project: Project, dir: string, { path, imported }: NamedPath): boolean {
  const top = topOf(path);
  const place = below(dir, path);
  if (OUTPUT.has(top) || NEVER.has(top) || SOURCES.has(path)) return false;
  if (!project.hasDirectory(place)) return project.has(place) && !CODE_OR_CONFIG.test(path);
  return !imported && (!SOURCES.has(top) || isData(project, place));
}

function isMatched(project: Project, dir: string, { folder, readsCode, wildcard }: Pattern): boolean {
  const top = topOf(folder);
  if (OUTPUT.has(top) || NEVER.has(top) || !project.hasDirectory(below(dir, folder))) return false;
  return readsCode || wildcard || isData(project, below(dir, folder));
}

function topOf(path: string): string {
  return path.split('/')[0] ?? '';
}

/** More files than this are not looked at. */
const MOST_FILES = 500;

/** True for a file that is no code, and for a directory without TypeScript in it. */
function isData(project: Project, path: string): boolean {
  if (!project.hasDirectory(path)) return project.has(path) && !/\.[cm]?[jt]sx?$/.test(path);
  let files = 0;
  for (const file of project.walk(path)) {
    if (/\.[cm]?tsx?$/.test(file) || ++files > MOST_FILES) return false;
  }
  return true;
}

import { below, relativeTo } from '../../../../project/paths.js';
import type { Project } from '../../../../project/project.js';
import type { SourceFile } from '../../read/source.js';

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

/** Directories that are never read at run time. */
const NEVER = new Set([
  'src',
  'test',
  'tests',
  '__tests__',
  'spec',
  'e2e',
  'cypress',
  'docs',
  'doc',
  'coverage',
  'node_modules',
  'scripts',
  'dist',
  'build',
  'out',
  'lib',
  'types',
  'typings',
  '.github',
  'app',
  'server',
  'client',
  'examples',
  'patches',
  '.storybook',
]);

const CODE_OR_CONFIG =
  /\.(?:[cm]?[jt]sx?|md|map)$|^(package(-lock)?|tsconfig.*|nest-cli|\.eslintrc|jest.*|nodemon|biome|renovate|turbo|nx|lerna|vercel|now)\.json[c5]?$/;

/**
 * Files and directories beside the build's output that the program opens at run time: the ones its
 * code names in a string and that exist, and those that frameworks read by convention.
 */
export function runtimePaths(project: Project, dir: string, files: SourceFile[]): string[] {
  const found = new Set<string>();
  for (const { name, kind } of project.entries(dir))
    if (kind === 'directory' && CONVENTIONAL.has(name)) found.add(name);
  for (const { text } of files) {
    for (const path of [...joinedNames(text), ...readFiles(text)])
      if (isData(project, dir, path)) found.add(path);
    for (const { 0: whole, 1: literal = '', index } of text.matchAll(
      /['"`](?:\.{0,2}\/)*([\w@-][\w@.-]*(?:\/[\w@.-]+)*)\/?(?:\*[^'"`]*)?['"`]/g,
    )) {
      // One bare word may be anything: what stands before it tells whether it names a directory.
      if (
        !whole.includes('/') &&
        !/\.\w/.test(literal) &&
        !PATH_CALL.test(text.slice(Math.max(0, index - 120), index))
      )
        continue;
      // A directory that is imported is code, which the build has compiled.
      if (
        IMPORTS.test(text.slice(Math.max(0, index - 20), index)) &&
        project.hasDirectory(below(dir, literal))
      )
        continue;
      const top = literal.split('/')[0] ?? '';
      if (NEVER.has(literal) || (NEVER.has(top) && (top !== 'src' || CODE_OR_CONFIG.test(literal)))) continue;
      const path = below(dir, literal);
      if (
        project.hasDirectory(path)
          ? !holdsCode(project, path) || top !== 'src'
          : project.has(path) && !CODE_OR_CONFIG.test(literal)
      )
        found.add(relativeTo(dir, path));
    }
  }
  const all = [...found].filter((path) => !path.startsWith('.'));
  return all.filter((path) => !all.some((other) => path.startsWith(`${other}/`))).sort();
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

/** True for a file or directory below a directory of the sources that holds no code. */
function isData(project: Project, dir: string, path: string): boolean {
  if (!path.includes('/') || /^(node_modules|dist|build|out)\//.test(path)) return false;
  const place = below(dir, path);
  return project.hasDirectory(place)
    ? !holdsCode(project, place)
    : project.has(place) && !/\.[cm]?[jt]sx?$/.test(path);
}

const IMPORTS = /(?:\bfrom|\bimport|\brequire\(|\bimport\()\s*$/;

const PATH_CALL =
  /join|resolve|dir|path|folder|static|root|views|assets|files|read|write|exists|mkdir|sendFile|storage|template|load|glob|dest|cwd|locale|schema|URL/i;

function holdsCode(project: Project, path: string): boolean {
  return project.entries(path).some(({ name, kind }) => kind === 'directory' || /\.[cm]?tsx?$/.test(name));
}

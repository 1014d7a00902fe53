import { sideKind } from '../../../../knowledge/side-folders.js';
import type { IgnoreGroup } from '../../../../plan/ignore.js';
import { ignoreFileOf, ignoreMatcher } from '../../../../project/dockerignore.js';
import { isIgnoredByGit } from '../../../../project/gitignore.js';
import { literal } from '../../../../project/literal.js';
import { below } from '../../../../project/paths.js';
import type { Entry, Project } from '../../../../project/project.js';
import { contextInputs } from '../../build/context-inputs.js';
import type { SourceFile } from '../../read/source.js';
import { packageFiles } from './run-time-files.js';

/** What of a package's directory goes into its image, by name: files together, directories one by one. */
export interface Shipped {
  files: string[];
  directories: string[];
}

/** Folders of tests and documents that have no other name in other ecosystems. */
const UNSHIPPED = /^(__tests__|__mocks__|specs?|cypress|coverage|node_modules|\.github|\.husky|\.vscode)$/;

/** Settings and notes of developers, tests, and what installing alone reads. */
const NOTES =
  /^(readme|changelog|contributing|code_of_conduct|security|licen[cs]e|authors|todo)(\..*)?$|\.md$|\.(test|spec)\.[cm]?[jt]sx?$|^(package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|bun\.lockb?|makefile|procfile|(docker-)?compose.*\.ya?ml|dockerfile.*|(jest|vitest|playwright|cypress|eslint|prettier|commitlint|lint-staged|stylelint|renovate|nodemon|biome)([.-].*)?|\.(git|eslint|prettier|editorconfig|docker|nvmrc|node-version|tool-versions|travis|mocharc|nycrc|c8rc|npm|yarn|pnp|env|lintstaged|huskyrc|nodemon|DS_Store).*)$/i;

/** More than this many directories make a list that nobody reads. */
const MOST = 10;

/** What needs no quotes in a Dockerfile. */
const UNQUOTED = /^[\w@.+-]+$/;

/**
 * The files and directories of a package that can matter while it runs; undefined where that is all that a
 * build sees of it, or where they are better copied as a whole.
 */
export function shippedSources(
  project: Project,
  dir: string,
  files: readonly SourceFile[],
  ignore: readonly IgnoreGroup[],
): Shipped | undefined {
  const read = contextInputs(project, { root: { dir }, app: { dir }, members: [] }, { files });
  const lines = [
    project.read(ignoreFileOf(project)) ?? '',
    ...read.map((path) => `!${path}`),
    ...ignore.flatMap((group) => group.lines),
  ].join('\n');
  const { ignores } = ignoreMatcher(lines);
  const inContext = ({ name, kind }: Entry) => {
    const path = below(dir, name);
    // What git does not keep is not there for everyone who builds.
    if (ignores(path) || isIgnoredByGit(project, [path])) return false;
    return kind === 'file' || project.walk(path)[Symbol.iterator]().next().done !== true;
  };
  const all = project.entries(dir).filter(inContext);
  const left = new Set(leftOutOf(project, dir, files));
  const kept = all.filter(({ name }) => !left.has(name));
  const tests = all.some(({ name, kind }) => kind === 'directory' && left.has(name));
  if (!tests || kept.some(({ name, link }) => link || !UNQUOTED.test(name))) return undefined;
  const names = (wanted: 'file' | 'directory') =>
    kept.filter(({ kind }) => kind === wanted).map(({ name }) => name);
  const shipped = { files: names('file'), directories: names('directory') };
  return shipped.directories.length > MOST || shipped.files.length > 2 * MOST ? undefined : shipped;
}

/** Names in a package's directory that no running program reads: tests, documents, settings of tools. */
export function leftOutOf(project: Project, dir: string, files: readonly SourceFile[]): string[] {
  const byPackages = packageFiles(project, dir);
  return project.entries(dir).flatMap(({ name, kind }) => {
    if (byPackages.includes(name)) return [];
    if (kind === 'file') return NOTES.test(name) && !isNamed(name, files) ? [name] : [];
    const aside = UNSHIPPED.test(name) || /^(test|documentation|example)$/.test(sideKind(name, 'npm') ?? '');
    return aside && !isRead(below(dir, name), name, files) ? [name] : [];
  });
}

/** True when code names a file: `'README.md'`, `'./yarn.lock'`. */
function isNamed(name: string, files: readonly SourceFile[]): boolean {
  return files.some(({ text }) =>
    [`'${name}'`, `"${name}"`, `/${name}'`, `/${name}"`, `/${name}\``].some((literal) =>
      text.includes(literal),
    ),
  );
}

/** True when code outside of a directory names a path in it. */
function isRead(path: string, name: string, files: readonly SourceFile[]): boolean {
  const named = new RegExp(`['"\`](?:\\.{0,2}/)*${literal(name)}/|['"\`]\\.{1,2}/${name}['"\`]`);
  return files.some((file) => !file.path.startsWith(`${path}/`) && named.test(file.text));
}

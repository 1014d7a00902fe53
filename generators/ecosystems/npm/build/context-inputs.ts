import { sideKind } from '../../../knowledge/side-folders.js';
import { isNamedAsSecret } from '../../../plan/ignore.js';
import type { Wishes } from '../../../plan/wishes.js';
import {
  hidesByDefault,
  type IgnoreMatcher,
  ignoreFileOf,
  ignoreMatcher,
} from '../../../project/dockerignore.js';
import { isIgnoredByGit } from '../../../project/gitignore.js';
import { below } from '../../../project/paths.js';
import type { Project } from '../../../project/project.js';
import { type SourceFile, sourcesOf, startedSources } from '../read/source.js';

/** Entries of a directory that no build reads. */
const NEVER_READ =
  /^(\.git.*|\.hg|\.svn|node_modules|\.idea|\.vscode|\.github|\.gitlab.*|\.circleci|\.husky|\.devcontainer|\.DS_Store|Dockerfile.*|\.dockerignore|(docker-)?compose.*\.ya?ml)$/;

/** Pages and settings at the top of a package that bundlers and compilers read. */
const SETTINGS =
  /^(index\.html|[jt]sconfig[\w.-]*\.json|angular\.json|\.(babel|postcss|browserslist|swc)rc.*|(?!(jest|vitest|cypress|playwright|eslint|prettier|commitlint|lint-staged|stylelint)\b)[\w.-]+\.config\.([cm]?[jt]s|json))$/;

/** Files of tests by their names, or by those of their folders. */
const TEST =
  /(^|\/)(tests?|__tests__|specs?)\/.{0,300}\.([cm]?[jt]sx?|json|snap)$|\.(test|spec)\.[cm]?[jt]sx?$/;

/** Pages of bundlers that keep them in a folder. */
const PAGES = ['public/index.html', 'src/index.html'];

/** The packages of an install by their directories. */
interface Packages {
  root: { dir: string };
  app: { dir: string };
  /** Workspace packages that the app needs; empty without a workspace. */
  members: readonly { dir: string }[];
}

/** What is known of a build. */
interface Reads {
  /** The code of a program that starts; absent where a bundler decides what is read. */
  files?: readonly SourceFile[] | undefined;
  /** True when the user has asked for a stage with tests: a gate without them would stop each build. */
  tests?: boolean;
  /** A folder, relative to the app, whose contents are built: `docs` of VitePress. */
  folder?: string | undefined;
}

/**
 * What a build reads of the directories that are copied as a whole, where the user's ignore file hides it; empty where
 * it hides nothing of that, as most do. The folder that is hidden is named rather than each file in it, so that
 * a new file is not missing from the image.
 *
 * An ignore file that lets only a few names through was written for something built outside: then every entry of the
 * app and of the workspace packages it needs is named.
 */
export function contextInputs(
  project: Project,
  { root, app, members }: Packages,
  { files, tests = false, folder }: Reads = {},
): string[] {
  const text = project.read(ignoreFileOf(project));
  if (text === undefined) return [];
  const matcher = ignoreMatcher(text);
  const dirs = [...new Set([app.dir, ...members.map(({ dir }) => dir)])];
  if (hidesByDefault(matcher, app.dir)) {
    const aside = files === undefined ? () => false : isAside;
    return entriesOf(project, [...dirs, root.dir], { workspace: members.length > 0, aside });
  }
  const code = [
    ...(files === undefined ? sourcesOf(project, app.dir) : startedSources(files)),
    ...dirs.filter((dir) => dir !== app.dir).flatMap((dir) => sourcesOf(project, dir)),
  ].map(({ path }) => path);
  const settings = dirs.flatMap((dir) => settingsIn(project, dir));
  const tested = tests ? testsIn(project, app.dir) : [];
  const contents = folder === undefined ? [] : [below(app.dir, folder)];
  const isHidden = (path: string) =>
    matcher.ignores(path) || (project.hasDirectory(path) && hidesByDefault(matcher, path));
  const hidden = [...code, ...settings, ...tested, ...contents].filter(
    // What git does not keep is there for the one who ran the build; the image builds its own.
    (path) => isHidden(path) && !isIgnoredByGit(project, [path]),
  );
  return [...new Set(hidden.map((path) => outermostHidden(path, matcher)))];
}

/** The same for pages that nothing builds: all that lies in their directory. */
export function pageInputs(project: Project, dir: string): string[] {
  const text = project.read(ignoreFileOf(project)) ?? '';
  return hidesByDefault(ignoreMatcher(text), dir) ? entriesOf(project, [dir]) : [];
}

function settingsIn(project: Project, dir: string): string[] {
  const top = project
    .entries(dir)
    .filter(({ name, kind }) => kind === 'file' && SETTINGS.test(name))
    .map(({ name }) => below(dir, name));
  return [...top, ...PAGES.map((page) => below(dir, page)).filter((path) => project.has(path))];
}

/** Files of tests, wherever they lie. */
function testsIn(project: Project, dir: string): string[] {
  return [...project.walk(dir)].filter((path) => TEST.test(path));
}

/** The first folder on the way to a hidden path that is hidden with all in it, or the path. */
function outermostHidden(path: string, matcher: IgnoreMatcher): string {
  const parts = path.split('/');
  const folders = parts.slice(0, -1).map((_, i) => parts.slice(0, i + 1).join('/'));
  return folders.find((folder) => matcher.ignores(folder) || hidesByDefault(matcher, folder)) ?? path;
}

/** The entries of packages that a build may read; of a workspace without the folders that hold its packages. */
function entriesOf(
  project: Project,
  dirs: readonly string[],
  { workspace = false, aside = isAside }: { workspace?: boolean; aside?: (name: string) => boolean } = {},
): string[] {
  const found = [...new Set(dirs)].flatMap((dir) =>
    project
      .entries(dir)
      .filter(({ name, kind }) => !NEVER_READ.test(name) && (kind === 'file' || !aside(name)))
      .map(({ name, kind }) => ({ path: below(dir, name), kind })),
  );
  return found
    .filter(({ path, kind }) => kind === 'file' || !workspace || !holdsPackage(project, path))
    .filter(({ path }) => !isIgnoredByGit(project, [path]))
    .map(({ path }) => path)
    .filter((path) => !isNamedAsSecret(path));
}

function isAside(name: string): boolean {
  return /^(documentation|example)$/.test(sideKind(name, 'npm') ?? '');
}

/** True for a package of its own, and for a folder of them. */
function holdsPackage(project: Project, dir: string): boolean {
  return (
    project.has(below(dir, 'package.json')) ||
    project.entries(dir).some(({ name }) => project.has(`${below(dir, name)}/package.json`))
  );
}

/** True when a stage with tests was asked for, as against one that is there because the repository has some. */
export function asksForTests({ test }: Pick<Wishes, 'test'>): boolean {
  return test !== undefined && test.value !== 'none';
}

import satisfies from 'semver/functions/satisfies.js';
import validRange from 'semver/ranges/valid.js';
import { place } from '../../../project/evidence.js';
import { alternatives, type Glob, glob } from '../../../project/glob.js';
import { below, directoryOf, within, withoutTrailingSlashes } from '../../../project/paths.js';
import type { Project } from '../../../project/project.js';
import { refuse } from '../sentences.js';
import type { Lock } from './lock.js';
import { dependenciesOf, type Manifest, readManifest } from './manifest.js';

/** A repository whose root installs for several packages. */
export interface Workspace {
  root: Manifest;
  members: Manifest[];
}

const MAX_DEPTH = 4;

const SKIPPED = new Set(['node_modules', 'dist', 'build', 'test', 'tests', '__tests__', 'fixtures']);

/**
 * The workspace whose root is this directory, or undefined when it is not one. Globs come from
 * `workspaces` (npm, yarn, bun) or pnpm-workspace.yaml.
 */
export function readWorkspace(project: Project, dir: string): Workspace | undefined {
  return project.once('workspace', dir, () => parseWorkspace(project, dir));
}

function parseWorkspace(project: Project, dir: string): Workspace | undefined {
  const root = readManifest(project, dir);
  if (root === undefined) return undefined;
  const globs = [...packageGlobs(root), ...pnpmGlobs(project.read(below(dir, 'pnpm-workspace.yaml')))];
  if (globs.length === 0) return undefined;
  const matches = globs.filter((each) => !each.startsWith('!')).map(toGlob);
  const excludes = globs.filter((each) => each.startsWith('!')).map((each) => toGlob(each.slice(1)));
  const members = manifestDirs(project, dir)
    .filter((path) => matches.some((m) => m.test(path)) && !excludes.some((e) => e.test(path)))
    .map((path) => readManifest(project, within(dir, path) ?? path))
    .filter((manifest) => manifest !== undefined);
  return members.length === 0 ? undefined : { root, members };
}

function packageGlobs({ json: { workspaces } }: Manifest): string[] {
  const globs = Array.isArray(workspaces) ? workspaces : workspaces?.packages;
  return Array.isArray(globs) ? globs.filter((glob) => typeof glob === 'string') : [];
}

/** The `packages` list; a YAML parser would cost more at start-up than this one list is worth. */
function pnpmGlobs(text: string | undefined): string[] {
  const block =
    /^packages:[ \t]*(\[[^\]]{0,4000}\]|(?:\r?\n(?:[ \t]*-[^\n]*|[ \t]*#[^\n]*|[ \t]*(?=\r?\n)))+)/m.exec(
      text ?? '',
    )?.[1];
  if (block === undefined) return [];
  const items = block.startsWith('[')
    ? block.slice(1, -1).split(',')
    : block.split('\n').filter((line) => /^\s*-/.test(line));
  return items
    .map((item) =>
      item
        .replace(/^\s*-/, '')
        .replace(/\s#[^\n]*/, '')
        .trim()
        .replace(/^['"]|['"]$/g, ''),
    )
    .filter((item) => item !== '' && item !== '.');
}

function toGlob(pattern: string): Glob {
  const globs = alternatives(withoutTrailingSlashes(pattern.replace(/^\.\//, ''))).map(glob);
  return { test: (path) => globs.some((each) => each.test(path)) };
}

/** Directories below one that hold a package.json, relative to it. */
export function manifestDirs(project: Project, dir: string, depth = MAX_DEPTH): string[] {
  const found: string[] = [];
  const visit = (path: string, left: number) => {
    for (const { name, kind, link } of project.entries(within(dir, path) ?? path)) {
      if (kind !== 'directory' || link || name.startsWith('.') || SKIPPED.has(name)) continue;
      const inner = below(path, name);
      if (project.has(within(dir, `${inner}/package.json`) ?? '')) found.push(inner);
      if (left > 1) visit(inner, left - 1);
    }
  };
  visit('.', depth);
  return found;
}

/** The members an app needs, the app last, each after those it depends on itself. */
export function withSiblings(workspace: Workspace, app: Manifest): Manifest[] {
  const ordered: Manifest[] = [];
  const visit = (manifest: Manifest) => {
    if (seen.has(manifest)) return;
    seen.add(manifest);
    const needed = Object.entries(dependenciesOf(manifest)).flatMap(([name, range]) => {
      const at = places.get(name);
      return at === undefined || !isLinked(`${range}`, workspace.members[at]) ? [] : [at];
    });
    for (const at of needed.sort((a, b) => a - b)) visit(workspace.members[at] ?? manifest);
    ordered.push(manifest);
  };
  const seen = new Set<Manifest>();
  const places = new Map(workspace.members.map(({ json }, i) => [json.name, i]));
  visit(app);
  return ordered;
}

/** True where a range means the member of that name: one that asks for other versions means the package of the registry. */
function isLinked(range: string, member: Manifest | undefined): boolean {
  if (/^\D*$/.test(range) || validRange(range) === null) return true;
  return satisfies(`${member?.json.version ?? ''}`, range, { includePrerelease: true });
}

/** The workspace that a package belongs to, looked for from its directory upwards. */
export function workspaceOf(project: Project, app: Manifest): Workspace | undefined {
  for (let dir = app.dir; ; dir = directoryOf(dir)) {
    const workspace = readWorkspace(project, dir);
    if (
      workspace !== undefined &&
      (dir === app.dir || workspace.members.some((member) => member.dir === app.dir))
    )
      return workspace;
    if (dir === '.') return undefined;
  }
}

/** Throws a UserError for a package that only the tool of its repository can install. */
export function checkAlone(project: Project, app: Manifest, lock: Lock | undefined): void {
  if (project.has('rush.json') && lock === undefined) {
    throw refuse('rush-repository', { dir: app.dir }, place('rush.json'));
  }
  const beside = Object.entries(dependenciesOf(app)).find(([, range]) =>
    /^(file|link):\.\.\//.test(`${range}`),
  );
  if (beside !== undefined) {
    const [name, range] = beside;
    throw refuse('dependency-outside', { path: app.path, name, range }, place(app.path));
  }
  const sibling = Object.entries(dependenciesOf(app)).find(([, range]) => /^workspace:/.test(`${range}`));
  if (sibling === undefined) return;
  throw refuse('workspace-missing', { path: app.path, name: sibling[0] }, place(app.path));
}

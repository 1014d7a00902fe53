import { type Decision, decide, type Json } from '../../../plan/decision.js';
import type { Situation } from '../../../plan/ecosystem.js';
import { type FrontEnd, type FrontEndStage, ROOT } from '../../../plan/front-end.js';
import type { IgnoreGroup } from '../../../plan/ignore.js';
import { type Evidence, lineAt, place } from '../../../project/evidence.js';
import { isIgnoredByGit } from '../../../project/gitignore.js';
import { below, directoryOf, relativeTo, within } from '../../../project/paths.js';
import type { Project } from '../../../project/project.js';
import { builtDirectories } from '../build/client-folder.js';
import type { Install } from '../build/install/install.js';
import { dependenciesOf } from '../read/manifest.js';
import type { SourceFile } from '../read/source.js';
import { frontEnds } from './front-end.js';

/** A front end of the same repository that a server serves, and that its own build does not make. */
export interface ServedFrontEnd {
  /** Name of the stage. */
  name: string;
  stage: FrontEndStage;
  /** The directory of the repository that its build writes. */
  output: string;
  /** Where the server looks for it in the image. */
  to: string;
  /** The place in the code that looks there. */
  place: Evidence;
}

/** Frameworks that hand out files of a directory; without one a path of a front end means something else. */
const SERVES =
  /express|fastify|koa|hono|@nestjs|hapi|restify|polka|sirv|serve-(static|handler|index)|connect|h3|elysia/;

interface Named {
  frontEnd: FrontEnd;
  place: Evidence;
}

/** The front ends whose output directory the server's code names, by that directory. */
function namedFrontEnds(project: Project, { app, root }: Install, files: readonly SourceFile[]) {
  const found = new Map<string, Named>();
  if (!Object.keys(dependenciesOf(app)).some((name) => SERVES.test(name))) return found;
  const builds = frontEnds
    .list(project)
    .filter(({ dir, output }) => output !== undefined && dir !== app.dir && dir !== root.dir);
  for (const file of builds.length === 0 ? [] : files) {
    for (const { path, offset } of namedDirectories(file, app.dir, root.dir)) {
      const frontEnd = builds.find(({ output }) => output === path || path.startsWith(`${output}/`));
      const output = frontEnd?.output;
      if (frontEnd === undefined || output === undefined || found.has(output)) continue;
      if (isCommitted(project, output)) continue;
      found.set(output, { frontEnd, place: place(file.path, lineAt(file.text, offset)) });
    }
  }
  return found;
}

/** The front ends that the server's code serves and its own build does not make. */
export function servedFrontEnds(
  { project, catalog }: Situation,
  install: Install,
  files: readonly SourceFile[],
): ServedFrontEnd[] {
  const own = builtDirectories(install);
  const found = [...namedFrontEnds(project, install, files)].filter(
    ([, { frontEnd }]) => !own.includes(frontEnd.dir),
  );
  return found.map(([output, { frontEnd, place }]) => ({
    name: found.length === 1 ? 'web' : stageName(frontEnd.dir),
    stage: frontEnds.stage({ project, catalog, frontEnd, outputs: [output] }),
    output,
    to: inImage(install.root.dir, output),
    place,
  }));
}

/** What of the build stage the server serves, where its own build makes a front end in another directory. */
export function ownFrontEndCopies({ project }: Situation, install: Install, files: readonly SourceFile[]) {
  const own = builtDirectories(install);
  if (own.length === 0) return [];
  return [...namedFrontEnds(project, install, files)]
    .filter(([, { frontEnd }]) => own.includes(frontEnd.dir))
    .map(([output]) => inImage(install.root.dir, output))
    .map((path) => ({ stage: 'build', owner: '', from: path, to: path }));
}

/** Directories that code names, from its own place, from where it is built to, from where it starts, and from the root. */
function* namedDirectories(
  { path, text }: SourceFile,
  app: string,
  root: string,
): Iterable<{ path: string; offset: number }> {
  const here = directoryOf(path);
  const quoted = (list: string) =>
    [...list.matchAll(/['"`]([^'"`\n]*)['"`]/g)].map(([, value = '']) => value);
  for (const match of text.matchAll(
    /\b(?:join|resolve)\(([^()]*(?:\([^()]*\)[^()]*)?)\)|['"`](\.{0,2}\/?[\w@.-]+(?:\/[\w@.-]+)+)\/?['"`]/g,
  )) {
    const named = match[2] ?? quoted(match[1] ?? '').join('/');
    if (named === '') continue;
    for (const base of new Set([here, app, below(app, 'dist'), below(app, 'build'), root])) {
      const directory = within(base, named);
      if (directory !== undefined) yield { path: directory, offset: match.index };
    }
  }
}

function isCommitted(project: Project, directory: string): boolean {
  const files = [...project.walk(directory)].filter((path) => !/(^|\/)\.git(keep|ignore)$/.test(path));
  return files.length > 0 && !isIgnoredByGit(project, files);
}

/** A path of the repository as the server sees it, which lies in /app: what is above that is at the root. */
function inImage(root: string, path: string): string {
  if (root === '.' || path.startsWith(`${root}/`)) return `/app/${relativeTo(root, path)}`;
  const parents = root.split('/');
  const parts = path.split('/');
  const shared = parts.findIndex((part, i) => part !== parents[i]);
  return `/${parts.slice(shared).join('/')}`;
}

function stageName(dir: string): string {
  const name = dir
    .slice(dir.lastIndexOf('/') + 1)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-');
  return /^(build|dependencies|production|runtime|test|dev)$/.test(name) ? `web-${name}` : name;
}

/** The variable of the partial `front-end`. */
export function servedVariables(served: ServedFrontEnd[]): Record<string, Decision<Json>> {
  const from = served[0]?.place ?? 'default';
  return {
    frontEnds: decide(
      served.map(({ name, stage }) => ({ name, ...stage.variables })),
      from,
    ),
  };
}

/** What the runtime stage takes from those stages, to where the server looks for it. */
export function servedCopies(served: ServedFrontEnd[]) {
  return served.map(({ name, output, to }) => ({ stage: name, owner: '', from: `${ROOT}/${output}`, to }));
}

/** What the front ends build and bring along is left out as well. */
export function withServed([first, ...rest]: IgnoreGroup[], served: ServedFrontEnd[]): IgnoreGroup[] {
  if (first === undefined) return rest;
  const lines = served.flatMap(({ stage, output }) => [...stage.ignore, output]);
  return [{ ...first, lines: [...new Set([...first.lines, ...lines])] }, ...rest];
}

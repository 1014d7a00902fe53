import { below, directoryOf, type Project, within } from '../../project.js';
import { type Flags, flagsOf } from './flags.js';
import { dependencies, interpolate, type Model, modelOf } from './model.js';
import { plugin, settings } from './plugins.js';
import { type Coordinates, evidence, type Pom, readPom, sectionsOf } from './pom.js';
import { all, text } from './xml.js';

/** What one `mvn` run builds: the root POM and all modules below it. */
export interface Reactor {
  /** Directory of the root POM. */
  root: string;
  /** The models of all modules, the root first. */
  models: Model[];
  /** Modules that a POM lists and that are not there: Maven stops over them. */
  missing: { path: string; from: string }[];
}

/** Directories that hold POMs of something else: build output (bin is Eclipse's), archetypes, test fixtures. */
const NO_POMS = /(^|\/)(target|bin|src|node_modules|archetype-resources)$/;

/**
 * All reactors of a repository, the one at its root first. A POM that another one lists as its module
 * is part of that one's reactor. `profiles` are those that the user asks for.
 */
export function reactorsOf(project: Project, profiles: readonly string[] = []): Reactor[] {
  const paths = pomPaths(project);
  const find = finder(project, paths);
  const seen = new Set<string>();
  const reactors: Reactor[] = [];
  for (const path of paths) {
    if (seen.has(path)) continue;
    const reactor = readReactor(project, path, { find, profiles });
    for (const { pom } of reactor.models) seen.add(pom.path);
    reactors.push(reactor);
  }
  return reactors.filter(({ root }) => !reactors.some((other) => other.root !== root && lists(other, root)));
}

function lists(reactor: Reactor, directory: string): boolean {
  return reactor.models.some((model) => model.directory === directory);
}

/** Every pom.xml that could be a project, those nearer to the root first. */
function pomPaths(project: Project): string[] {
  const depth = (path: string) => path.split('/').length;
  return [...project.walk('.', (path) => NO_POMS.test(path))]
    .filter((path) => path === 'pom.xml' || path.endsWith('/pom.xml'))
    .sort((a, b) => depth(a) - depth(b));
}

function finder(project: Project, paths: string[]): (wanted: Coordinates) => Pom | undefined {
  return ({ groupId, artifactId }) => {
    for (const path of paths) {
      const pom = readPom(project, path);
      if (pom === undefined || text(pom.project, 'artifactId') !== artifactId) continue;
      const group = text(pom.project, 'groupId') ?? text(pom.project, 'parent', 'groupId');
      if (group === groupId) return pom;
    }
    return undefined;
  };
}

function readReactor(
  project: Project,
  path: string,
  { find, profiles }: { find: (wanted: Coordinates) => Pom | undefined; profiles: readonly string[] },
): Reactor {
  const root = directoryOf(path);
  const flags = flagsOf(project, root, profiles);
  const reactor: Reactor = { root, models: [], missing: [] };
  const visit = (at: string, from: string): void => {
    const pom = readPom(project, at);
    if (pom === undefined) reactor.missing.push({ path: at, from });
    if (pom === undefined || reactor.models.some((model) => model.pom === pom)) return;
    reactor.models.push(modelOf(pom, project, { flags, find }));
    for (const { path: module, name } of modulePaths(project, pom, flags)) {
      visit(module, evidence(pom, 'module', name));
    }
  };
  visit(path, path);
  return reactor;
}

/** The POM paths of a POM's modules; a module may name a directory or a file. */
function modulePaths(project: Project, pom: Pom, flags: Flags): { path: string; name: string }[] {
  const names = sectionsOf(pom, project, flags)
    .flatMap(({ node }) => [...all(node, 'modules', 'module'), ...all(node, 'subprojects', 'subproject')])
    .map((module) => String(module).trim())
    .filter((name) => name !== '' && !name.includes('${'));
  return names.flatMap((name) => {
    const path = within(pom.directory, name);
    if (path === undefined) return [];
    return [{ path: project.has(path) ? path : below(path, 'pom.xml'), name }];
  });
}

/** A module and all modules of the reactor that it needs: those `-am` picks and those it takes files of. */
export function needed(reactor: Reactor, module: Model): Model[] {
  const found = new Set<Model>();
  const visit = (model: Model): void => {
    if (found.has(model)) return;
    found.add(model);
    const wanted = dependencies(model);
    for (const other of filesOf(reactor, model)) visit(other);
    for (const other of reactor.models) {
      const { groupId, artifactId } = other.coordinates;
      const isParent = model.parents.includes(other.pom);
      if (isParent || wanted.some((each) => each.groupId === groupId && each.artifactId === artifactId)) {
        visit(other);
      }
    }
  };
  visit(module);
  return [...found];
}

/** Ways to write the directory of a POM's parent or of the whole reactor. */
const UP = /^\$\{(?:project\.)?parent\.basedir\}/;
const TOP = /^\$\{(?:maven\.multiModuleProjectDirectory|session\.executionRootDirectory)\}/;

/**
 * Modules whose files a module packs as its resources (the pages of a frontend beside a backend). Maven
 * sees no dependency there, so `-am` leaves them out and the resources are silently missing.
 */
export function filesOf(reactor: Reactor, model: Model): Model[] {
  const paths = resourceDirectories(model).map((directory) => {
    const up = UP.test(directory) ? (model.parents[0]?.directory ?? '.') : undefined;
    const base = up ?? (TOP.test(directory) ? reactor.root : model.directory);
    return within(base, interpolate(model, directory.replace(UP, '.').replace(TOP, '.')));
  });
  return reactor.models.filter(
    ({ directory }) =>
      !isInside(directory, model.directory) &&
      paths.some((path) => path !== undefined && isInside(directory, path)),
  );
}

/** True when a path is a directory or below it. */
function isInside(directory: string, path: string): boolean {
  return directory === '.' || path === directory || path.startsWith(`${directory}/`);
}

/** Directories of `<resource>`: of the build itself, and of the plugins that copy and pack them. */
function resourceDirectories(model: Model): string[] {
  const own = model.sections.flatMap(({ node }) => all(node, 'build', 'resources', 'resource'));
  const copied = settings(plugin(model, 'maven-resources-plugin'), 'resources', 'resource');
  const packed = settings(plugin(model, 'maven-war-plugin'), 'webResources', 'resource');
  return [...own, ...copied, ...packed].flatMap((each) => text(each, 'directory') ?? []);
}

import { below, directoryOf, within } from '../../project/paths.js';
import type { Project } from '../../project/project.js';
import { dependencies } from './dependencies.js';
import { type Flags, flagsOf } from './flags.js';
import { filesOf } from './foreign-files.js';
import { type Model, modelOf } from './model.js';
import { type Coordinates, evidence, type Pom, readPom, sectionsOf } from './pom.js';
import { vaadinProfile } from './vaadin.js';
import { all, text, type Xml } from './xml.js';

/** What one `mvn` run builds: the root POM and all modules below it. */
export interface Reactor {
  /** Directory of the root POM. */
  root: string;
  /** The models of all modules, the root first. */
  models: Model[];
  /** Modules that a POM lists and that are not there: Maven stops over them. */
  missing: { path: string; from: string }[];
  /** The profile that has to be on for some of the modules, where nobody asked for it. */
  profile?: string;
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
  const roots = reactors.filter(
    ({ root }) => !reactors.some((other) => other.root !== root && lists(other, root)),
  );
  const request = { project, find, profiles };
  return roots.map(
    (reactor) =>
      withItsProfile(reactor, roots, request) ?? withProfile(reactor, vaadinProfile(reactor.models), request),
  );
}

/** The same reactor as a profile makes it that has to be on. */
function withProfile(
  reactor: Reactor,
  profile: string | undefined,
  request: { project: Project } & ReadRequest,
): Reactor {
  if (profile === undefined) return reactor;
  const profiles = [...request.profiles, profile];
  return {
    ...readReactor(request.project, below(reactor.root, 'pom.xml'), { ...request, profiles }),
    profile,
  };
}

/**
 * A module that only a profile of another build lists, and that needs what that build makes: built alone it
 * would look for its sisters in a remote repository.
 */
function withItsProfile(
  reactor: Reactor,
  all: Reactor[],
  request: { project: Project } & ReadRequest,
): Reactor | undefined {
  const [module] = reactor.models;
  if (module === undefined) return undefined;
  const others = all.filter((other) => other !== reactor && dependsOn(module, other.models));
  for (const { models, root } of others) {
    const profile = models.map((model) => profileThatLists(request.project, model.pom, module)).find(Boolean);
    if (profile === undefined) continue;
    return withProfile({ ...reactor, root }, profile, request);
  }
  return undefined;
}

function dependsOn(module: Model, models: Model[]): boolean {
  return dependencies(module).some(({ groupId, artifactId }) =>
    models.some(
      ({ coordinates }) => coordinates.groupId === groupId && coordinates.artifactId === artifactId,
    ),
  );
}

function profileThatLists(project: Project, pom: Pom, module: Model): string | undefined {
  const found = all(pom.project, 'profiles', 'profile').find((profile) =>
    pathsOf(project, pom, namesIn(profile)).some(({ path }) => path === module.pom.path),
  );
  return text(found, 'id');
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

interface ReadRequest {
  find: (wanted: Coordinates) => Pom | undefined;
  profiles: readonly string[];
}

function readReactor(project: Project, path: string, { find, profiles }: ReadRequest): Reactor {
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
  return pathsOf(
    project,
    pom,
    sectionsOf(pom, project, flags).flatMap(({ node }) => namesIn(node)),
  );
}

/** The modules that a POM or one of its profiles lists. */
function namesIn(node: Xml): string[] {
  return [...all(node, 'modules', 'module'), ...all(node, 'subprojects', 'subproject')]
    .map((module) => String(module).trim())
    .filter((name) => name !== '' && !name.includes('${'));
}

function pathsOf(project: Project, pom: Pom, names: string[]): { path: string; name: string }[] {
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

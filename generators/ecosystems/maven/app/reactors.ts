import { below } from '../../../project/paths.js';
import type { Project } from '../../../project/project.js';
import { dependencies } from '../read/dependencies.js';
import { finder, namesIn, pathsOf, pomPaths, type ReadRequest, readReactor } from '../read/reactor.js';
import type { Model, Pom, Reactor } from '../read/types.js';
import { all, text, type Xml } from '../read/xml.js';

/**
 * The profile that bundles the pages of a Vaadin app. Without it the app starts a development server for
 * them, which needs Node and the sources (https://vaadin.com/docs/latest/flow/production). Undefined where
 * the build bundles them by itself, or where the user names profiles.
 */
export function vaadinProfile(models: readonly Model[]): string | undefined {
  for (const { pom, flags } of models) {
    if (flags.profiles.length > 0 || bundles(pom.project)) continue;
    const profiles = all(pom.project, 'profiles', 'profile');
    const found = profiles.find(
      (profile) => text(profile, 'activation', 'activeByDefault') !== 'true' && bundles(profile),
    );
    const id = found && text(found, 'id');
    if (id !== undefined) return id;
  }
  return undefined;
}

/** True where the Vaadin plugin runs its goal `build-frontend`. */
function bundles(section: Xml): boolean {
  return all(section, 'build', 'plugins', 'plugin')
    .filter((plugin) => /^(vaadin|flow|hilla)-maven-plugin$/.test(text(plugin, 'artifactId') ?? ''))
    .flatMap((plugin) => all(plugin, 'executions', 'execution', 'goals', 'goal'))
    .some((goal) => goal === 'build-frontend');
}

/**
 * All reactors of a repository, the one at its root first. A POM that another one lists as its module
 * is part of that one's reactor. `profiles` are those that the user asks for.
 */
export function reactorsOf(project: Project, profiles: readonly string[] = []): Reactor[] {
  return project.once('reactors', profiles.join(','), () => allReactors(project, profiles));
}

function allReactors(project: Project, profiles: readonly string[]): Reactor[] {
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

export function lists(reactor: Reactor, directory: string): boolean {
  return reactor.models.some((model) => model.directory === directory);
}

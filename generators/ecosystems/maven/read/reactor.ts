import { type Evidence, place } from '../../../project/evidence.js';
import { below, directoryOf, within } from '../../../project/paths.js';
import type { Project } from '../../../project/project.js';
import { flagsOf } from './maven-config.js';
import { modelOf } from './model.js';
import { inPom, readPom, sectionsOf } from './pom.js';
import type { Coordinates, Flags, Pom, Reactor } from './types.js';
import { all, text, type Xml } from './xml.js';

/** Directories that hold POMs of something else: build output (bin is Eclipse's), archetypes, test fixtures. */
const NO_POMS = /(^|\/)(target|bin|src|node_modules|archetype-resources)$/;

/** Every pom.xml that could be a project, those nearer to the root first. */
export function pomPaths(project: Project): string[] {
  const depth = (path: string) => path.split('/').length;
  return [...project.walk('.', (path) => NO_POMS.test(path))]
    .filter((path) => path === 'pom.xml' || path.endsWith('/pom.xml'))
    .sort((a, b) => depth(a) - depth(b));
}

export function finder(project: Project, paths: string[]): (wanted: Coordinates) => Pom | undefined {
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

export interface ReadRequest {
  find: (wanted: Coordinates) => Pom | undefined;
  profiles: readonly string[];
}

export function readReactor(project: Project, path: string, { find, profiles }: ReadRequest): Reactor {
  const root = directoryOf(path);
  const flags = flagsOf(project, root, profiles);
  const reactor: Reactor = { root, models: [], missing: [] };
  const visit = (at: string, from: Evidence): void => {
    const pom = readPom(project, at);
    if (pom === undefined) reactor.missing.push({ path: at, from });
    if (pom === undefined || reactor.models.some((model) => model.pom === pom)) return;
    reactor.models.push(modelOf(pom, project, { flags, find }));
    for (const { path: module, name } of modulePaths(project, pom, flags)) {
      visit(module, inPom(pom, 'module', name));
    }
  };
  visit(path, place(path));
  return reactor;
}

/** The packaging of a POM that lists modules and is no `pom`: Maven reads no such POM, so its modules stand alone. */
export function brokenAggregator({ project }: Pom): string | undefined {
  const packaging = text(project, 'packaging') ?? 'jar';
  return packaging === 'pom' || packaging.includes('${') || namesIn(project).length === 0
    ? undefined
    : packaging;
}

/** The POM paths of a POM's modules; a module may name a directory or a file. */
function modulePaths(project: Project, pom: Pom, flags: Flags): { path: string; name: string }[] {
  if (brokenAggregator(pom) !== undefined) return [];
  return pathsOf(
    project,
    pom,
    sectionsOf(pom, project, flags).flatMap(({ node }) => namesIn(node)),
  );
}

/** The modules that a POM or one of its profiles lists. */
export function namesIn(node: Xml): string[] {
  return [...all(node, 'modules', 'module'), ...all(node, 'subprojects', 'subproject')]
    .map((module) => String(module).trim())
    .filter((name) => name !== '' && !name.includes('${'));
}

export function pathsOf(project: Project, pom: Pom, names: string[]): { path: string; name: string }[] {
  return names.flatMap((name) => {
    const path = within(pom.directory, name);
    if (path === undefined) return [];
    return [{ path: project.has(path) ? path : below(path, 'pom.xml'), name }];
  });
}

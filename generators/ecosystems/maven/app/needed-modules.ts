import { isInside, within } from '../../../project/paths.js';
import { dependencies } from '../read/dependencies.js';
import { plugin, settings } from '../read/plugins.js';
import { interpolate } from '../read/properties.js';
import type { Model, Reactor } from '../read/types.js';
import { all, text } from '../read/xml.js';

/** Ways to write the directory of a POM's parent or of the whole reactor. */
const UP = /^\$\{(?:project\.)?parent\.basedir\}/;

const TOP = /^\$\{(?:maven\.multiModuleProjectDirectory|session\.executionRootDirectory)\}/;

/**
 * Modules whose files a module packs as its resources (the pages of a frontend beside a backend). Maven
 * sees no dependency there, so `-am` leaves them out and the resources are silently missing.
 */
export function packedModules(reactor: Reactor, model: Model): Model[] {
  const paths = resourceDirectories(model).map((directory) => {
    const up = UP.test(directory) ? (model.parents[0]?.directory ?? '.') : undefined;
    const base = up ?? (TOP.test(directory) ? reactor.root : model.directory);
    return within(base, interpolate(model, directory.replace(UP, '.').replace(TOP, '.')));
  });
  return reactor.models.filter(
    ({ directory }) =>
      !isInside(model.directory, directory) &&
      paths.some((path) => path !== undefined && isInside(path, directory)),
  );
}

/** Directories of `<resource>`: of the build itself, and of the plugins that copy and pack them. */
function resourceDirectories(model: Model): string[] {
  const own = model.sections.flatMap(({ node }) => all(node, 'build', 'resources', 'resource'));
  const copied = settings(plugin(model, 'maven-resources-plugin'), 'resources', 'resource');
  const packed = settings(plugin(model, 'maven-war-plugin'), 'webResources', 'resource');
  return [...own, ...copied, ...packed].flatMap((each) => text(each, 'directory') ?? []);
}

/** A module and all modules of the reactor that it needs: those `-am` picks and those it takes files of. */
export function needed(reactor: Reactor, module: Model): Model[] {
  const found = new Set<Model>();
  const visit = (model: Model): void => {
    if (found.has(model)) return;
    found.add(model);
    const wanted = dependencies(model);
    for (const other of packedModules(reactor, model)) visit(other);
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

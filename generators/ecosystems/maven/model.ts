// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the placeholders are Maven's own
import type { Project } from '../../project.js';
import type { Flags } from './flags.js';
import { knownParent } from './parents.js';
import { placeholder } from './placeholders.js';
import {
  type Coordinates,
  evidence,
  type Pom,
  parentPath,
  readPom,
  type Section,
  sectionsOf,
} from './pom.js';
import { all, one, text, texts, type Xml } from './xml.js';

/** A POM with everything it inherits: sections by precedence, the nearest first. */
export interface Model {
  pom: Pom;
  directory: string;
  coordinates: Coordinates;
  packaging: string;
  sections: Section[];
  /** The POMs of the tree it inherits from, the nearest first, without itself. */
  parents: Pom[];
  /** The first parent that is not in the tree. */
  external?: Coordinates;
  flags: Flags;
}

export interface Dependency extends Coordinates {
  scope: string;
  type: string;
  optional: boolean;
}

/** A text of the POM with the place it was read. */
export interface Value {
  value: string;
  from: string;
}

/** Builds the model of a POM. `find` looks up a parent that `relativePath` does not reach (a reactor may hold it). */
export function modelOf(
  pom: Pom,
  project: Project,
  { flags, find }: { flags: Flags; find: (coordinates: Coordinates) => Pom | undefined },
): Model {
  const chain = [pom];
  let external: Coordinates | undefined;
  for (let last: Pom | undefined = pom; last !== undefined; ) {
    const wanted = parentOf(last);
    if (wanted === undefined) break;
    const next: Pom | undefined = localParent(last, wanted, project) ?? find(wanted);
    if (next === undefined || chain.includes(next)) {
      external = wanted;
      break;
    }
    chain.push(next);
    last = next;
  }
  const sections = chain.flatMap((each) => sectionsOf(each, project, flags));
  const model: Model = {
    pom,
    directory: pom.directory,
    coordinates: { groupId: '', artifactId: text(pom.project, 'artifactId') ?? '', version: '' },
    packaging: 'jar',
    sections,
    parents: chain.slice(1),
    flags,
  };
  if (external !== undefined) adopt(model, external);
  model.coordinates = {
    groupId: inherited(model, 'groupId'),
    artifactId: model.coordinates.artifactId,
    version: inherited(model, 'version'),
  };
  model.packaging = interpolate(model, text(pom.project, 'packaging') ?? 'jar');
  return model;
}

function adopt(model: Model, external: Coordinates): void {
  model.external = {
    groupId: external.groupId,
    artifactId: external.artifactId,
    version: interpolate(model, external.version),
  };
  const node = knownParent(model.external);
  if (node !== undefined) model.sections.push({ node });
}

/** groupId and version come from the parent element when a POM has none of its own. */
function inherited(model: Model, tag: 'groupId' | 'version'): string {
  const own = text(model.pom.project, tag) ?? text(model.pom.project, 'parent', tag) ?? '';
  return interpolate(model, own);
}

function parentOf(pom: Pom): Coordinates | undefined {
  const parent = one(pom.project, 'parent');
  if (parent === undefined || typeof parent === 'string') return undefined;
  const field = (tag: string) => text(parent, tag) ?? '';
  return { groupId: field('groupId'), artifactId: field('artifactId'), version: field('version') };
}

/** The POM at relativePath, if it is the one the parent element names: Maven compares too. */
function localParent(pom: Pom, wanted: Coordinates, project: Project): Pom | undefined {
  const path = parentPath(pom, project);
  const found = path === undefined ? undefined : readPom(project, path);
  return found !== undefined && text(found.project, 'artifactId') === wanted.artifactId ? found : undefined;
}

/** A property, not interpolated, with its evidence; `-D` of maven.config beats every POM. */
export function property(model: Model, name: string): Value | undefined {
  const given = model.flags.properties[name];
  if (given !== undefined) return { value: given, from: `.mvn/maven.config -D${name}` };
  for (const { node, pom } of model.sections) {
    const value = texts(one(node, 'properties'))[name];
    if (value !== undefined) return { value, from: placeOf(model, pom, name, value) };
  }
  return undefined;
}

/** Evidence in a POM of the tree, or the name of the parent that is not in it. */
function placeOf(model: Model, pom: Pom | undefined, tag: string, value: string): string {
  const { external } = model;
  if (pom !== undefined || external === undefined) return evidence(pom, tag, value);
  return `${external.artifactId}:${external.version} ${tag} ${value}`;
}

/**
 * A property with everything in it resolved; undefined when it is missing, empty or cannot be resolved.
 * The evidence is where the value stands: `${java.version}` leads on to that property.
 */
export function resolved(model: Model, name: string): Value | undefined {
  let found = property(model, name);
  for (let hops = 0; found !== undefined && hops < 16; hops++) {
    const alias: string | undefined = /^\$\{([^${}]+)\}$/.exec(found.value)?.[1];
    const next = alias === undefined ? undefined : property(model, alias);
    if (next === undefined) break;
    found = next;
  }
  if (found === undefined) return undefined;
  const value = interpolate(model, found.value);
  return value === '' || value.includes('${') ? undefined : { value, from: found.from };
}

/** Replaces `${…}` as Maven does, chained; what the build is told on the command line too. The unknown stays as it is. */
export function interpolate(model: Model, source: string, depth = 0): string {
  if (depth > 16 || !source.includes('${')) return source;
  return source.replace(/\$\{([^${}]+)\}/g, (whole, name: string) => {
    const value = builtIn(model, name) ?? property(model, name)?.value ?? placeholder(name);
    return value === undefined || value === whole ? whole : interpolate(model, value, depth + 1);
  });
}

function builtIn(model: Model, name: string): string | undefined {
  const { coordinates, pom } = model;
  switch (name.replace(/^(project|pom)\./, '')) {
    case 'artifactId':
      return coordinates.artifactId;
    case 'groupId':
      return text(pom.project, 'groupId') ?? text(pom.project, 'parent', 'groupId');
    case 'version':
      return text(pom.project, 'version') ?? text(pom.project, 'parent', 'version');
    case 'parent.version':
      return text(pom.project, 'parent', 'version');
    case 'parent.groupId':
      return text(pom.project, 'parent', 'groupId');
    case 'parent.artifactId':
      return text(pom.project, 'parent', 'artifactId');
    case 'name':
      return text(pom.project, 'name') ?? coordinates.artifactId;
    case 'packaging':
      return name === 'packaging' ? undefined : text(pom.project, 'packaging');
    case 'basedir':
      return '.';
    case 'build.directory':
      return buildDirectory(model);
    case 'build.finalName':
      return finalName(model);
    default:
      return undefined;
  }
}

/** The first text at a path of tags over all sections. */
export function first(model: Model, ...tags: string[]): Value | undefined {
  for (const { node, pom } of model.sections) {
    const found = text(node, ...tags);
    if (found !== undefined) {
      return { value: interpolate(model, found), from: evidence(pom, tags.at(-1) ?? '', found) };
    }
  }
  return undefined;
}

/** `build/directory`, relative to the module: `target` unless the POM moves it. */
export function buildDirectory(model: Model): string {
  return (first(model, 'build', 'directory')?.value ?? 'target').replace(/^\.\//, '');
}

/** `build/finalName`: `artifactId-version` unless the POM says otherwise. */
export function finalName(model: Model): string {
  return interpolate(
    model,
    first(model, 'build', 'finalName')?.value ?? '${project.artifactId}-${project.version}',
  );
}

/** All dependencies, inherited ones included; versions as far as they can be known. */
export function dependencies(model: Model): Dependency[] {
  return model.sections.flatMap(({ node }) =>
    all(node, 'dependencies', 'dependency').map((element) => dependency(model, element)),
  );
}

/** The managed dependencies, boms included (`type` pom, `scope` import). */
export function managed(model: Model): Dependency[] {
  return model.sections.flatMap(({ node }) =>
    all(node, 'dependencyManagement', 'dependencies', 'dependency').map((element) =>
      dependency(model, element),
    ),
  );
}

function dependency(model: Model, element: Xml): Dependency {
  const field = (tag: string, missing = '') => interpolate(model, text(element, tag) ?? missing);
  return {
    groupId: field('groupId'),
    artifactId: field('artifactId'),
    version: field('version'),
    scope: interpolate(model, text(element, 'scope') ?? managedScope(model, element) ?? 'compile'),
    type: field('type', 'jar'),
    optional: field('optional') === 'true',
  };
}

/** A dependency without a scope has that of dependencyManagement. */
function managedScope(model: Model, element: Xml): string | undefined {
  const same = (other: Xml) =>
    text(other, 'artifactId') === text(element, 'artifactId') &&
    text(other, 'groupId') === text(element, 'groupId');
  for (const { node } of model.sections) {
    const found = all(node, 'dependencyManagement', 'dependencies', 'dependency').find(same);
    if (found !== undefined) return text(found, 'scope');
  }
  return undefined;
}

/** The version of a dependency, direct or managed; undefined when only an unknown bom has it. */
export function versionOf(model: Model, artifactId: string): string | undefined {
  const known = [...dependencies(model), ...managed(model)].find(
    (each) => each.artifactId === artifactId && each.version !== '' && !each.version.includes('${'),
  );
  return known?.version;
}

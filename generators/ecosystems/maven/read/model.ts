import { parentOf } from '../../../knowledge/maven.js';
import type { Project } from '../../../project/project.js';
import { parentPath, readPom, sectionsOf } from './pom.js';
import { interpolate } from './properties.js';
import type { Coordinates, Flags, Model, Pom } from './types.js';
import { one, text, type Xml } from './xml.js';

/** Builds the model of a POM. `find` looks up a parent that `relativePath` does not reach (a reactor may hold it). */
export function modelOf(
  pom: Pom,
  project: Project,
  { flags, find }: { flags: Flags; find: (coordinates: Coordinates) => Pom | undefined },
): Model {
  const chain = [pom];
  let external: Coordinates | undefined;
  for (let last: Pom | undefined = pom; last !== undefined; ) {
    const wanted = namedParent(last);
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
  const node = parentOf(model.external)?.section as Xml | undefined;
  const pom = model.parents.at(-1) ?? model.pom;
  if (node !== undefined) model.sections.push({ node, pom, parent: model.external });
}

/** groupId and version come from the parent element when a POM has none of its own. */
function inherited(model: Model, tag: 'groupId' | 'version'): string {
  const own = text(model.pom.project, tag) ?? text(model.pom.project, 'parent', tag) ?? '';
  return interpolate(model, own);
}

function namedParent(pom: Pom): Coordinates | undefined {
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

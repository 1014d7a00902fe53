import { type Evidence, lineAt, place } from '../../../project/evidence.js';
import { literal } from '../../../project/literal.js';
import { below, directoryOf, within } from '../../../project/paths.js';
import type { Project } from '../../../project/project.js';
import { activeProfiles } from './profiles.js';
import type { Coordinates, Flags, Model, Pom, Section } from './types.js';
import { parseXml, text } from './xml.js';

/** Reads a pom.xml; undefined when there is none. Throws a UserError when it is broken. */
export function readPom(project: Project, path: string): Pom | undefined {
  return project.once('pom', path, () => {
    const source = project.read(path);
    if (source === undefined) return undefined;
    return { path, directory: directoryOf(path), source, project: parseXml(path, source, 'project') };
  });
}

/** A POM's own sections by precedence: active profiles, the last one first, then the project. */
export function sectionsOf(pom: Pom, project: Project, flags: Flags): Section[] {
  const profiles = activeProfiles({ node: pom.project, directory: pom.directory, project, flags });
  return [...profiles.reverse(), pom.project].map((node) => ({ node, pom }));
}

/** The path of the parent's POM when it is in the tree by `relativePath`. */
export function parentPath(pom: Pom, project: Project): string | undefined {
  const parent = typeof pom.project === 'string' ? undefined : pom.project.parent;
  if (parent === undefined || Array.isArray(parent) || typeof parent === 'string') return undefined;
  if (parent.relativePath === '') return undefined;
  const relative = text(parent, 'relativePath') ?? '../pom.xml';
  const path = within(pom.directory, relative);
  if (path === undefined) return undefined;
  return project.hasDirectory(path) ? below(path, 'pom.xml') : path;
}

/** Evidence for an element of a POM: the line that opens it, with this value where one is given. */
export function inPom(pom: Pom, tag: string, value?: string): Evidence {
  const exact = new RegExp(`<${literal(tag)}>\\s*${literal(value ?? '')}`).exec(pom.source);
  const found = exact ?? new RegExp(`<${literal(tag)}>[^<]*`).exec(pom.source);
  if (found === null) return place(pom.path);
  return place(
    pom.path,
    lineAt(pom.source, found.index),
    `${tag} ${value ?? found[0].slice(tag.length + 2)}`,
  );
}

/** Evidence for an element of a section; what is known of a parent elsewhere stands where the parent is named. */
export function inSection({ pom, parent }: Section, tag: string, value?: string): Evidence {
  if (parent === undefined) return inPom(pom, tag, value);
  return place(pom.path, parentLine(pom), `parent ${parent.artifactId}`);
}

/** Where a POM of the module's line names an artifact first, with the version that it comes to. */
export function artifactPlace(
  { pom, parents }: Pick<Model, 'pom' | 'parents'>,
  { artifactId, version }: Pick<Coordinates, 'artifactId'> & { version?: string },
): Evidence {
  const text = version === undefined ? artifactId : `${artifactId} ${version}`;
  for (const { path, source } of [pom, ...parents]) {
    const offset = source.indexOf(`<artifactId>${artifactId}<`);
    if (offset !== -1) return place(path, lineAt(source, offset), text);
  }
  return place(pom.path, undefined, text);
}

/** The line of a POM that says which version of its parent it has. */
export function parentPlace(pom: Pom, { artifactId, version }: Coordinates): Evidence {
  return place(pom.path, parentLine(pom), `${artifactId} ${version}`);
}

function parentLine({ source }: Pom): number {
  const start = source.indexOf('<parent>');
  const offset = source.indexOf('<version>', start);
  return lineAt(source, offset === -1 ? start : offset);
}

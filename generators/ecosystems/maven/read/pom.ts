import { at, lineAt } from '../../../project/evidence.js';
import { below, directoryOf, within } from '../../../project/paths.js';
import type { Project } from '../../../project/project.js';
import { activeProfiles } from './profiles.js';
import type { Flags, Pom, Section } from './types.js';
import { parseXml, text } from './xml.js';

/** Parsed once for each project: POMs are looked at from many sides, and compared by identity. */
const parsed = new WeakMap<Project, Map<string, Pom>>();

/** Reads a pom.xml; undefined when there is none. Throws a UserError when it is broken. */
export function readPom(project: Project, path: string): Pom | undefined {
  const poms = parsed.get(project) ?? new Map<string, Pom>();
  parsed.set(project, poms);
  const known = poms.get(path);
  const source = project.read(path);
  if (known !== undefined || source === undefined) return known;
  const pom = { path, directory: directoryOf(path), source, project: parseXml(path, source, 'project') };
  poms.set(path, pom);
  return pom;
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
export function evidence(pom: Pom | undefined, tag: string, value?: string): string {
  if (pom === undefined) return 'the parent POM';
  const exact = new RegExp(`<${escaped(tag)}>\\s*${escaped(value ?? '')}`).exec(pom.source);
  const found = exact ?? new RegExp(`<${escaped(tag)}>[^<]*`).exec(pom.source);
  if (found === null) return at(pom.path);
  return at(pom.path, lineAt(pom.source, found.index), `${tag} ${value ?? found[0].slice(tag.length + 2)}`);
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { place } from '../../../project/evidence.js';
import type { Project } from '../../../project/project.js';
import { refuse } from '../sentences.js';

/** An element: its children by tag, or its text when it has none. */
export type Xml = string | { [tag: string]: Xml | Xml[] };

const parser = new XMLParser({ ignoreAttributes: true, parseTagValue: false, removeNSPrefix: true });

/** The root element of an XML file of the project; undefined when there is none. Throws as {@link parseXml} does. */
export function readXml(project: Project, path: string, root: string): Xml | undefined {
  return project.once('xml', path, () => {
    const text = project.read(path);
    return text === undefined ? undefined : parseXml(path, text, root);
  });
}

/**
 * Parses an XML file to its root element.
 *
 * Throws a UserError that names the line when it is not well formed.
 */
export function parseXml(path: string, text: string, root: string): Xml {
  const verdict = XMLValidator.validate(text);
  if (verdict !== true) {
    const { line, msg } = verdict.err;
    throw refuse('xml-broken', { file: path, line, problem: msg }, place(path, line));
  }
  const element = documentIn(path, text)[root];
  if (element === undefined) throw refuse('xml-root-missing', { file: path, root }, place(path));
  return element;
}

/** What the validator lets through the parser may still refuse: entities without end, names of JavaScript's own. */
function documentIn(path: string, text: string): { [tag: string]: Xml } {
  try {
    return parser.parse(text) as { [tag: string]: Xml };
  } catch (error) {
    const problem = (error as Error).message;
    throw refuse('xml-broken', { file: path, line: 1, problem }, place(path));
  }
}

/** All elements at a path of tags, in document order: `all(pom, 'build', 'plugins', 'plugin')`. */
export function all(element: Xml | undefined, ...tags: string[]): Xml[] {
  let found: Xml[] = element === undefined ? [] : [element];
  for (const tag of tags) {
    found = found.flatMap((node): Xml[] => {
      const child = typeof node === 'string' ? undefined : node[tag];
      if (child === undefined) return [];
      return Array.isArray(child) ? child : [child];
    });
  }
  return found;
}

/** The first element at a path of tags. */
export function one(element: Xml | undefined, ...tags: string[]): Xml | undefined {
  return all(element, ...tags)[0];
}

/** The text of the first element at a path of tags; undefined when there is none or it is empty. */
export function text(element: Xml | undefined, ...tags: string[]): string | undefined {
  const found = one(element, ...tags);
  return typeof found === 'string' && found.trim() !== '' ? found.trim() : undefined;
}

/** All children of an element with their text, for `<properties>`. */
export function texts(element: Xml | undefined): Record<string, string> {
  if (element === undefined || typeof element === 'string') return {};
  const entries = Object.keys(element).map((tag) => [tag, ownText(element, tag) ?? '']);
  return Object.assign(Object.create(null), Object.fromEntries(entries));
}

/** The text of one child of an element, the last of that name; undefined where there is none, empty where it holds others. */
export function ownText(element: Xml | undefined, tag: string): string | undefined {
  if (element === undefined || typeof element === 'string' || !Object.hasOwn(element, tag)) return undefined;
  const value = element[tag];
  const last = Array.isArray(value) ? value.at(-1) : value;
  return typeof last === 'string' ? last.trim() : '';
}

import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { UserError } from '../../../errors.js';

/** An element: its children by tag, or its text when it has none. */
export type Xml = string | { [tag: string]: Xml | Xml[] };

const parser = new XMLParser({ ignoreAttributes: true, parseTagValue: false, removeNSPrefix: true });

/**
 * Parses an XML file to its root element.
 *
 * Throws a UserError that names the line when it is not well formed.
 */
export function parseXml(path: string, text: string, root: string): Xml {
  const verdict = XMLValidator.validate(text);
  if (verdict !== true) {
    const { line, msg } = verdict.err;
    throw new UserError(`${path}:${line} is not well-formed XML: ${msg}`, {
      hint: `Mend ${path}; Maven cannot read it either.`,
    });
  }
  const document = parser.parse(text) as { [tag: string]: Xml };
  const element = document[root];
  if (element === undefined) throw new UserError(`${path} has no <${root}> element, so Maven cannot read it`);
  return element;
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
  const entries = Object.entries(element).map(([tag, value]) => {
    const last = Array.isArray(value) ? value.at(-1) : value;
    return [tag, typeof last === 'string' ? last.trim() : ''];
  });
  return Object.fromEntries(entries);
}

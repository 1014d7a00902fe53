import { XMLParser } from 'fast-xml-parser';
import { parsed } from './parsed.js';

const parser = new XMLParser({
  ignoreAttributes: true,
  parseTagValue: false,
  removeNSPrefix: true,
  processEntities: false,
});

/** XML as the tree of its elements, without attributes. */
export const xml = parsed('xml', (text) => parser.parse(text));

import { looseJson } from '../../../project/loose-json.js';
import { parsed } from './parsed.js';

/** JSON, with comments and trailing commas as editors write it. */
export const json = parsed('json', (text) => looseJson(text));

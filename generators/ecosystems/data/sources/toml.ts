import { parse } from 'smol-toml';
import { parsed } from './parsed.js';

/** https://toml.io */
export const toml = parsed('toml', (text) => parse(text, { maxDepth: 100 }));

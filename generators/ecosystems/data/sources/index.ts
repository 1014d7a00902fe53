import type { SourceKind } from '../../../catalog/language.js';
import { env } from './env.js';
import { file } from './file.js';
import { value, variable, words } from './given.js';
import { json } from './json.js';
import type { SourceReader } from './kind.js';
import { pin } from './pin.js';
import { procfile } from './procfile.js';
import { text } from './text.js';
import { toml } from './toml.js';
import { xml } from './xml.js';
import { yaml } from './yaml.js';

/** Every kind of source: a new one is a file here, a line in this table, and its key in `catalog/language.ts`. */
export const SOURCES: Record<SourceKind, SourceReader> = {
  file,
  json,
  toml,
  yaml,
  xml,
  text,
  pin,
  env,
  procfile,
  variable,
  value,
  words,
};

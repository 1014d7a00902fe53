import { readFileSync } from 'node:fs';
import type { Catalog } from './catalog/catalog.js';
import { builtinCatalog } from './templates.js';

// Both from the sources (generators/) and from the bundle (dist/), the package is one level up.
const PACKAGE = new URL('../', import.meta.url);

/** The built-in templates. */
export function defaultCatalog(): Catalog {
  return builtinCatalog();
}

/** The version in package.json. */
export function ownVersion(): string {
  return JSON.parse(readFileSync(new URL('package.json', PACKAGE), 'utf8')).version;
}

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Catalog, loadCatalog } from './catalog/catalog.js';

// Both from the sources (generators/) and from the bundle (dist/), the package is one level up.
const PACKAGE = new URL('../', import.meta.url);

/** The built-in templates. */
export function defaultCatalog(): Catalog {
  return loadCatalog(fileURLToPath(new URL('templates/', PACKAGE)));
}

/** The version in package.json. */
export function ownVersion(): string {
  return JSON.parse(readFileSync(new URL('package.json', PACKAGE), 'utf8')).version;
}

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Catalog, loadPartials } from './catalog/catalog.js';
import { builtinCatalog } from './templates.js';

// Both from the sources (generators/) and from the bundle (dist/), the package is one level up.
const PACKAGE = new URL('../', import.meta.url);

/** The built-in templates. */
export function defaultCatalog(): Catalog {
  return builtinCatalog();
}

/** The text of the built-in partials, for templates that are not built in. */
export function builtinPartials(): Record<string, string> {
  return loadPartials(fileURLToPath(new URL('templates/_partials', PACKAGE)));
}

/** The version in package.json. */
export function ownVersion(): string {
  return JSON.parse(readFileSync(new URL('package.json', PACKAGE), 'utf8')).version;
}

import { fileURLToPath } from 'node:url';
import { type Catalog, loadCatalog } from './catalog/catalog.js';

/**
 * The templates of this package. In its bundle this file is replaced by one that holds them compiled
 * (build.mjs): reading and compiling them took a fifth of a run.
 */
export function builtinCatalog(): Catalog {
  catalog ??= loadCatalog(fileURLToPath(new URL('../templates/', import.meta.url)));
  return catalog;
}

let catalog: Catalog | undefined;

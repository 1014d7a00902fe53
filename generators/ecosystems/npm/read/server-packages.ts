import { serverPackage } from '../../../knowledge/node-server-packages.js';
import type { Manifest } from './manifest.js';

/** True for a package that something which serves is made with. */
export function isServerPackage(manifest: Manifest): boolean {
  return Object.keys(manifest.json.dependencies ?? {}).some((name) => serverPackage(name)?.program === true);
}

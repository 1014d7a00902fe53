import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Logins that the client of Docker keeps in its file, by their registries; those in a store of the system are not asked for.
 *
 * - `folder`: of the client's settings, `~/.docker`.
 */
export function loginsIn(folder: string): Map<string, string> {
  try {
    const { auths = {} } = JSON.parse(readFileSync(join(folder, 'config.json'), 'utf8')) as {
      auths?: Record<string, { auth?: string }>;
    };
    return new Map(
      Object.entries(auths).flatMap(([address, { auth }]) => (auth ? [[hostOf(address), auth]] : [])),
    );
  } catch {
    return new Map();
  }
}

/** Docker Hub's login has an address of old. */
function hostOf(address: string): string {
  const host = address.replace(/^https?:\/\//, '').split('/')[0] ?? '';
  return host === 'index.docker.io' ? 'docker.io' : host;
}

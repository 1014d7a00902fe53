import { isGoneRegistry } from '../../../knowledge/node-registries.js';
import type { Lock } from './lock.js';

const PUBLIC_HOSTS =
  /^(registry\.(npmjs\.org|yarnpkg\.com|npmmirror\.com)|npm\.pkg\.github\.com|npm\.jsr\.io|(codeload\.)?github\.com|gitlab\.com|bitbucket\.org|cdn\.sheetjs\.com|pkg\.pr\.new)$/;

/** Addresses that mean the machine or the network of whoever wrote them. */
const PRIVATE_HOSTS =
  /^(localhost|127\.[\d.]+|0\.0\.0\.0|10\.[\d.]+|192\.168\.[\d.]+|172\.(1[6-9]|2\d|3[01])\.[\d.]+|[\w-]+|[\w.-]+\.(local|localdomain|lan|internal))$/;

/** What a lock file takes from one host. */
interface Source {
  /** With the port: `localhost:4873`. */
  authority: string;
  host: string;
  /** The rest of one address. */
  path: string;
}

function sourcesIn({ text }: Lock): Source[] {
  const addresses = text.matchAll(
    /(?:resolved"?:? "|tarball: )https?:\/\/(([\w.-]+)(?::\d+)?)(\/[^"\s,}]*)/g,
  );
  return [...addresses].map(([, authority = '', host = '', path = '']) => ({ authority, host, path }));
}

function unreachable({ host }: Source): boolean {
  return isGoneRegistry(host) || PRIVATE_HOSTS.test(host);
}

/** Hosts that a lock file downloads from, other than those anyone reaches. */
export function foreignHosts(lock: Lock): string[] {
  const foreign = sourcesIn(lock).filter((source) => !PUBLIC_HOSTS.test(source.host) && !unreachable(source));
  return [...new Set(foreign.map(({ host }) => host))].sort();
}

/** Registries that a lock file names and no build reaches, and the command that names npm's own instead. */
export interface LostRegistries {
  authorities: string[];
  /** Shell text, for the directory that holds the lock file. */
  command: string;
}

/** Where a package lies in its registry: `/name/-/`, or as older mirrors have it `/name/download/`. */
const USUAL = /^\/(@[^/]+\/)?[^/]+\/-\/[^/]+$/;

/**
 * The registries of a lock file that are gone, or were the developer's own: the public one has the same packages,
 * as their checksums prove.
 *
 * - `settings`: the text of the package manager's own settings; a registry that they name is meant.
 */
export function lostRegistries(lock: Lock, settings: string): LostRegistries | undefined {
  const lost = sourcesIn(lock).filter(
    (source) => unreachable(source) && (isGoneRegistry(source.host) || !settings.includes(source.authority)),
  );
  if (lost.length === 0) return undefined;
  const authorities = [...new Set(lost.map(({ authority }) => authority))].sort();
  const named = authorities.map((authority) => authority.replaceAll('.', String.raw`\.`)).join('|');
  const hosts = authorities.length === 1 ? named : `(${named})`;
  const name = authorities.length === 1 ? 2 : 3;
  const script = lost.every(({ path }) => USUAL.test(path))
    ? `s#https?://${hosts}/#https://registry.npmjs.org/#`
    : `s#https?://${hosts}/([^@" ]*/)?((@[^/" ]+/)?[^/" ]+)/(-|download)/(@[^/" ]+/)?#https://registry.npmjs.org/\\${name}/-/#`;
  return { authorities, command: `sed -Ei '${script}' ${lock.file}` };
}

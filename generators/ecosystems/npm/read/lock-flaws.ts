import satisfies from 'semver/functions/satisfies.js';
import validRange from 'semver/ranges/valid.js';
import type { LockEntry } from '../../../project/npm-lock.js';

/** Why `npm ci` refuses a lock file that `npm install` was talked into writing. */
export interface PeerFlaw {
  /** The option it was written with, and that it can be read with. */
  option: '--legacy-peer-deps' | '--force';
  /** `react-helmet-async wants react ^18` */
  reason: string;
}

/**
 * Finds peers that are missing (written with --legacy-peer-deps) or that contradict what a direct
 * dependency asks for (--force): `npm ci` without that option stops at either.
 */
export function peerFlaw(packages: Record<string, LockEntry>): PeerFlaw | undefined {
  const root = packages[''] ?? {};
  const direct = new Set(Object.keys({ ...(root.dependencies ?? {}), ...(root.devDependencies ?? {}) }));
  let conflict: PeerFlaw | undefined;
  for (const [path, entry] of Object.entries(packages)) {
    if (!path.includes('node_modules/')) continue;
    const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
    for (const [peer, range] of Object.entries(entry.peerDependencies ?? {})) {
      if (entry.peerDependenciesMeta?.[peer]?.optional) continue;
      const reason = `${name} wants ${peer} ${range}`;
      const found = resolvePeer(packages, path, peer);
      if (found === undefined) return { option: '--legacy-peer-deps', reason };
      const top = path === `node_modules/${name}` && direct.has(name);
      if (top && contradicts(found.version, range)) conflict ??= { option: '--force', reason };
    }
  }
  return conflict;
}

/** The package a peer resolves to: beside the one that asks, or further up. */
function resolvePeer(packages: Record<string, LockEntry>, path: string, peer: string): LockEntry | undefined {
  let at = path.lastIndexOf('node_modules/');
  while (at !== -1) {
    const found = packages[`${path.slice(0, at)}node_modules/${peer}`];
    if (found !== undefined) return found;
    if (at === 0) return undefined;
    at = path.lastIndexOf('node_modules/', at - 1);
    if (at === -1) return packages[`node_modules/${peer}`];
  }
  return undefined;
}

function contradicts(version: string | undefined, range: string): boolean {
  return (
    version !== undefined &&
    validRange(range) !== null &&
    !satisfies(version, range, { includePrerelease: true, loose: true })
  );
}

/** Binaries for the platform of an image: `@rollup/rollup-linux-x64-gnu`, `@esbuild/linux-x64`, `turbo-linux-64`. */
const LINUX = /linux-?(x64|64|x86_64)(-(gnu|glibc|musl))?$/;

/**
 * The first binary for Linux that a lock file leaves out. npm writes such a file where node_modules of
 * another system were there before: `npm ci` of npm 11 refuses it, an older one installs no binary
 * (https://github.com/npm/cli/issues/4828).
 */
export function missingBinary(packages: Record<string, LockEntry>): string | undefined {
  const locked = new Set(
    Object.keys(packages).map((path) => path.slice(path.lastIndexOf('node_modules/') + 13)),
  );
  for (const { optionalDependencies = {} } of Object.values(packages)) {
    const binaries = Object.keys(optionalDependencies).filter((name) => LINUX.test(name));
    if (binaries.length > 0 && !binaries.some((name) => locked.has(name))) return binaries[0];
  }
  return undefined;
}

/** A package that another one takes where it can be had, and that a lock file leaves out. */
export interface UnlockedOptional {
  /** `sass` */
  of: string;
  /** `@parcel/watcher@^2.4.1` */
  wanted: string;
}

/**
 * The first optional dependency that a lock file does not hold for any system: `npm ci` of npm 11 refuses such a
 * file, and older ones go on without the package.
 */
export function unlockedOptional(packages: Record<string, LockEntry>): UnlockedOptional | undefined {
  const nameOf = (path: string) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
  const locked = new Set(Object.keys(packages).map(nameOf));
  for (const [path, { optionalDependencies = {}, inBundle }] of Object.entries(packages)) {
    if (inBundle || !path.includes('node_modules/')) continue;
    const found = Object.entries(optionalDependencies).find(([name]) => !locked.has(name));
    if (found !== undefined) return { of: nameOf(path), wanted: found.join('@') };
  }
  return undefined;
}

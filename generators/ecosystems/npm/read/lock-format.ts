import coerce from 'semver/functions/coerce.js';
import satisfies from 'semver/functions/satisfies.js';
import { lockFormats } from '../../../knowledge/node-lock-formats.js';
import type { Lock, ManagerId } from './lock.js';

/**
 * The pnpm that wrote a lock file of format 9, where it can be told: 10 changed its checksums and 11 the
 * list of patches, and none installs frozen from what another wrote there.
 */
export function pnpmOf({ text }: Lock): string | undefined {
  if (/^(pnpmfile|packageExtensions)Checksum: (?!sha256-)|^ {4}hash: [a-z2-7]{26}$/m.test(text)) return '9';
  return /^patchedDependencies:\r?\n {2}\S+: [0-9a-f]{64}$/m.test(text) ? '11' : undefined;
}

function berryRow(format: string | undefined) {
  const wanted = Number(format ?? 10);
  const rows = lockFormats('berry');
  return rows.find(({ format: known }) => known >= wanted) ?? rows.at(-1);
}

/** The newest yarn that installs from a lock file of this format as it is. */
export function berryFor(format: string | undefined): string {
  return berryRow(format)?.newest ?? '4';
}

/** True when a package manager of this version cannot install from the lock file as it is. */
export function unreadable(manager: ManagerId, version: string | undefined, lock: Lock | undefined): boolean {
  const release = coerce(version ?? '');
  if (lock?.format === undefined || release === null) return false;
  const format = Math.floor(Number.parseFloat(lock.format));
  const row =
    manager === 'berry' ? berryRow(lock.format) : lockFormats('pnpm').find((one) => one.format === format);
  return /^(berry|pnpm)$/.test(manager) && row !== undefined && !satisfies(release, row.range);
}

/** The npm to install where the one of an old Node line cannot read the lock file; undefined where it can. */
export function npmForLock(lock: Lock | undefined, bundled: number, line: number): string | undefined {
  if (lock?.manager !== 'npm' || lock.format !== '3' || bundled > 6) return undefined;
  return line >= 14 ? '9' : line >= 12 ? '8' : '7';
}

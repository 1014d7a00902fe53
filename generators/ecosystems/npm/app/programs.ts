import coerce from 'semver/functions/coerce.js';
import lower from 'semver/functions/lt.js';
import { nodeProgram } from '../../../knowledge/node-programs.js';
import { within } from '../../../project/paths.js';
import type { Lock } from '../read/lock.js';
import { dependenciesOf, inProduction, type Manifest } from '../read/manifest.js';

/** True when the command is a development server: nothing to run in production. */
export function isDevServer(program: string, rest: string[]): boolean {
  const { develops } = nodeProgram(program);
  return develops !== undefined && new RegExp(develops).test(rest.join(' '));
}

interface Packages {
  lock: Lock | undefined;
  manifest: Manifest;
}

/** The file behind an executable of node_modules, and the package that brings it. */
export function executableOf(
  { lock, manifest }: Packages,
  program: string,
): { file: string; owner: string } | undefined {
  for (const [owner, { bin }] of lock?.packages ?? []) {
    const file = within('.', `node_modules/${owner}/${bin?.[program] ?? ''}`);
    if (bin?.[program] !== undefined && file !== undefined) return { file, owner };
  }
  const known =
    (Object.hasOwn(MOVED, program) ? MOVED[program]?.(lock, manifest) : undefined) ??
    nodeProgram(program).file;
  const owner = /^(?:@[^/]+\/)?[^/]+/.exec(known ?? '')?.[0];
  return known === undefined || owner === undefined ? undefined : { file: `node_modules/${known}`, owner };
}

/**
 * True for a package that is there when development dependencies are dropped: one of production, one that such
 * a package brings, or one of another package of the workspace.
 */
export function stays({ lock, manifest }: Packages, name: string): boolean {
  if (inProduction(manifest, name)) return true;
  const locked = lock?.manager === 'npm' ? lock.packages.get(name) : undefined;
  return locked === undefined ? !(name in dependenciesOf(manifest)) : locked.dev !== true;
}

/** Programs whose file has moved from one version to another. */
const MOVED: Record<string, (lock: Lock | undefined, manifest: Manifest) => string> = {
  'react-router-serve': (lock, manifest) => {
    const version = versionOf('@react-router/serve', lock, manifest) ?? '8';
    return `@react-router/serve/${lt(version, '8.0.0') ? 'bin.js' : 'bin.cjs'}`;
  },
  // All packages of Remix have one version, so the compiler's says it where the build adds the server.
  'remix-serve': (lock, manifest) => {
    const version =
      versionOf('@remix-run/serve', lock, manifest) ?? versionOf('@remix-run/dev', lock, manifest) ?? '2';
    return `@remix-run/serve/${lt(version, '1.6.2') ? 'cli.js' : 'dist/cli.js'}`;
  },
};

/** The version of a package: as locked, else the newest that its range allows by its numbers. */
function versionOf(name: string, lock: Lock | undefined, manifest: Manifest): string | undefined {
  return lock?.packages.get(name)?.version ?? rangeEnd(dependenciesOf(manifest)[name]);
}

/** `^1.4.3` may be any 1.x by now, `~1.4.3` any 1.4. */
function rangeEnd(range: string | undefined): string | undefined {
  const [, kind, major, minor = '0', patch = '0'] =
    /^([~^]?)(\d+)(?:\.(\d+))?(?:\.(\d+))?/.exec(range ?? '') ?? [];
  if (major === undefined) return undefined;
  if (kind === '^') return `${major}.999.999`;
  return kind === '~' ? `${major}.${minor}.999` : `${major}.${minor}.${patch}`;
}

function lt(version: string, other: string): boolean {
  return lower(coerce(version) ?? other, other);
}

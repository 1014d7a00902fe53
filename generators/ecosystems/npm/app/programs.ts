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
    program === 'react-router-serve' ? reactRouterServe(lock, manifest) : nodeProgram(program).file;
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

/** React Router 8 gave its server's file another end. */
function reactRouterServe(lock: Lock | undefined, manifest: Manifest): string {
  const name = '@react-router/serve';
  const version = lock?.packages.get(name)?.version ?? dependenciesOf(manifest)[name] ?? '';
  const major = Number(/\d+/.exec(version)?.[0] ?? 8);
  return `${name}/${major < 8 ? 'bin.js' : 'bin.cjs'}`;
}

import { nodeProgram } from '../../../knowledge/node-programs.js';
import { within } from '../../../project/paths.js';
import type { Lock } from '../read/lock.js';
import { dependenciesOf, type Manifest } from '../read/manifest.js';

/** True when the command is a development server: nothing to run in production. */
export function isDevServer(program: string, rest: string[]): boolean {
  const { develops } = nodeProgram(program);
  return develops !== undefined && new RegExp(develops).test(rest.join(' '));
}

/** The file behind an executable of node_modules. */
export function executableOf(
  { lock, manifest }: { lock: Lock | undefined; manifest: Manifest },
  program: string,
): string | undefined {
  for (const [name, { bin }] of lock?.packages ?? []) {
    const file = bin?.[program];
    if (file !== undefined) return within('.', `node_modules/${name}/${file}`);
  }
  const known =
    program === 'react-router-serve' ? reactRouterServe(lock, manifest) : nodeProgram(program).file;
  return known === undefined ? undefined : `node_modules/${known}`;
}

/** React Router 8 gave its server's file another end. */
function reactRouterServe(lock: Lock | undefined, manifest: Manifest): string {
  const name = '@react-router/serve';
  const version = lock?.packages.get(name)?.version ?? dependenciesOf(manifest)[name] ?? '';
  const major = Number(/\d+/.exec(version)?.[0] ?? 8);
  return `${name}/${major < 8 ? 'bin.js' : 'bin.cjs'}`;
}

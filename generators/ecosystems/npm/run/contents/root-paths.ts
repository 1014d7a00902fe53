import { below, directoryOf, relativeTo } from '../../../../project/paths.js';
import { startedSources } from '../../read/source.js';
import type { Parts } from '../parts.js';
import { literalPaths, openedPaths } from './named-paths.js';
import { holdsData } from './run-time-files.js';

/**
 * What lies at the root of a workspace, in none of its packages, and is named by the code of one that starts: data
 * that it reads from there, and directories it writes to. What the package itself has by that name is meant instead.
 */
export function rootPaths({ situation: { project }, install, app, files }: Parts): string[] {
  const { root, workspace } = install;
  if (install.inner === '.' || app.kind === 'framework') return [];
  const there = (dir: string, path: string) =>
    project.has(below(dir, path)) || project.hasDirectory(below(dir, path));
  const packages = (workspace?.members ?? []).map(({ dir }) => relativeTo(root.dir, dir));
  const isPackages = (path: string) =>
    packages.some((dir) => `${dir}/`.startsWith(`${path}/`) || `${path}/`.startsWith(`${dir}/`));
  const named = startedSources(files).flatMap(({ text }) => [
    ...openedPaths(text),
    ...literalPaths(text).flatMap(({ path, imported }) => (imported ? [] : path)),
  ]);
  const found = [...new Set(named)].flatMap((path) => {
    const place = [path, directoryOf(path)].find((one) => one !== '.' && there(root.dir, one));
    if (place === undefined || place.startsWith('.') || isPackages(place)) return [];
    const own = there(install.app.dir, place.split('/')[0] ?? place);
    return own || !holdsData(project, root.dir, place) ? [] : [place];
  });
  return [...new Set(found)].filter((path) => !found.some((other) => path.startsWith(`${other}/`))).sort();
}

import { below, directoryOf, within } from '../../../project/paths.js';
import type { Project } from '../../../project/project.js';

const ENDINGS = ['ts', 'tsx', 'mts', 'cts', 'js', 'mjs', 'cjs', 'jsx', 'json'];

/**
 * The file of the repository that a relative import means, with the ending or the index file that it leaves
 * out; TypeScript says `.js` where it means its source. Undefined for a package, and for what is not there.
 */
export function localModule(project: Project, importer: string, specifier: string): string | undefined {
  if (!/^\.{1,2}(\/|$)/.test(specifier)) return undefined;
  const path = within(directoryOf(importer), specifier);
  return path === undefined ? undefined : moduleAt(project, path);
}

/** The same for a path of the project. */
export function moduleAt(project: Project, path: string): string | undefined {
  const stem = path.replace(/\.([cm]?)jsx?$/, '');
  const candidates = [
    path,
    ...(stem === path ? [] : ENDINGS.slice(0, 4).map((ending) => `${stem}.${ending}`)),
    ...ENDINGS.map((ending) => `${path}.${ending}`),
    ...ENDINGS.map((ending) => below(path, `index.${ending}`)),
  ];
  return candidates.find((candidate) => project.has(candidate));
}

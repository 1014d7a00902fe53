import { below, directoryOf, within } from './paths.js';
import type { Project } from './project.js';

const ENDINGS = ['ts', 'tsx', 'mts', 'cts', 'js', 'mjs', 'cjs', 'jsx', 'json'];

/** True for what a package manager puts there: it may lie on this disk and is no file of the repository. */
export function isInstalled(path: string): boolean {
  return /(^|\/)node_modules\//.test(path);
}

/** The file of the repository that a path without its ending means; TypeScript says `.js` where it means its source. */
export function sourceAt(project: Project, path: string): string | undefined {
  if (isInstalled(path)) return undefined;
  const stem = path.replace(/\.[cm]?jsx?$/, '');
  const candidates = [
    path,
    ...(stem === path ? [] : ENDINGS.slice(0, 4).map((ending) => `${stem}.${ending}`)),
    ...ENDINGS.map((ending) => `${path}.${ending}`),
    ...ENDINGS.map((ending) => below(path, `index.${ending}`)),
  ];
  return candidates.find((candidate) => project.has(candidate));
}

/** True for what an import names by its path, as against a package. */
export function isRelative(specifier: string): boolean {
  return /^\.{1,2}(\/|$)/.test(specifier);
}

/** The file of the repository that a relative import means; undefined for a package, and for what is not there. */
export function localModule(project: Project, importer: string, specifier: string): string | undefined {
  const path = isRelative(specifier) ? within(directoryOf(importer), specifier) : undefined;
  return path === undefined ? undefined : sourceAt(project, path);
}

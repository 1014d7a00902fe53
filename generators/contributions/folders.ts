import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where a template lies, and how a person would name that place. */
export interface Folder {
  path: string;
  name: string;
}

/** A package of templates is named so: it is data, and nothing of it is executed. */
const PACKAGE = 'create-dockerfile-template-';

/** Where a repository keeps templates of its own. */
const OWN = '.create-dockerfile/templates';

/**
 * The folders of templates that a run is given beside the built-in ones, in the order of their precedence, the strongest
 * last: packages that package.json lists, the repository's own, the one of `--template`.
 */
export function contributionsFor(directory: string, given: string | undefined): Folder[] {
  return [
    ...packagesIn(directory),
    ...foldersIn(join(directory, OWN)).map((name) => ({
      path: join(directory, OWN, name),
      name: `${OWN}/${name}`,
    })),
    ...(given === undefined ? [] : [{ path: given, name: given }]),
  ];
}

function packagesIn(directory: string): Folder[] {
  const manifest = join(directory, 'package.json');
  if (!existsSync(manifest) || !readFileSync(manifest, 'utf8').includes(PACKAGE)) return [];
  return foldersIn(join(directory, 'node_modules'))
    .filter((name) => name.startsWith(PACKAGE))
    .map((name) => ({ path: join(directory, 'node_modules', name), name }));
}

/** The name of the file with an organisation's settings, and their key in package.json. */
export const SETTINGS_FILE = '.create-dockerfile.json';
export const SETTINGS_KEY = 'create-dockerfile';

/** True where a repository may have settings: they are read by `settings.ts`, which is not loaded without need. */
export function hasSettings(directory: string): boolean {
  if (existsSync(join(directory, SETTINGS_FILE))) return true;
  const manifest = join(directory, 'package.json');
  return existsSync(manifest) && readFileSync(manifest, 'utf8').includes(`"${SETTINGS_KEY}":`);
}

/** Folders with a template, by their names. */
function foldersIn(directory: string): string[] {
  if (!existsSync(directory)) return [];
  return readdirSync(directory)
    .filter((name) => existsSync(join(directory, name, 'template.json')))
    .sort();
}

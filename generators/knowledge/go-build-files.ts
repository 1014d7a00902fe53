import { wildcard } from '../project/wildcard.js';
import table from './go-build-files.json' with { type: 'json' };

/** What a build file is read for: the flags of go build, or the modules that need credentials. */
export type BuildFileUse = 'flags' | 'private-modules';

interface Row {
  files: string[];
  says: string[];
  folders?: string[];
  notAtRoot?: boolean;
}

const ROWS = (table.rows as Row[]).map((row) => ({ ...row, names: row.files.map(wildcard) }));

/** Folders with build files of any kind, beside the root and the module's own. */
const FOLDERS = ['build', 'docker', 'hack', 'scripts'];

/** The folders that hold build files of a module. */
export function buildFolders(moduleDir: string): string[] {
  return [...new Set([moduleDir, '.', ...ROWS.flatMap(({ folders = [] }) => folders), ...FOLDERS])];
}

/** True for a file that says how a Go program is built, as far as it is asked for this. */
export function isBuildFile(folder: string, name: string, use: BuildFileUse): boolean {
  const special = ROWS.some(({ folders }) => folders?.includes(folder));
  return ROWS.some(
    ({ names, says, folders, notAtRoot }) =>
      says.includes(use) &&
      (folders === undefined ? !special && !(notAtRoot && folder === '.') : folders.includes(folder)) &&
      names.some((pattern) => pattern.test(name)),
  );
}

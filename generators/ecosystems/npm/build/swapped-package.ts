import { sh } from '../../../project/shell.js';
import type { Swap } from '../app/frameworks/output-types.js';
import type { Commands } from './install/manager-commands.js';

/** Installs the package that the build takes instead of another, and names it in the configuration: of the image alone. */
export function swapCommands({ add }: Commands, { file, from, to, version }: Swap): string[] {
  return [add(`${to}@${version}`), sh`sed -i ${`s#${from}#${to}#`} ${file}`];
}

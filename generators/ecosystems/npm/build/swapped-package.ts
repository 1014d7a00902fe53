import type { Swap } from '../app/frameworks/output-types.js';
import type { Commands } from './install/manager-commands.js';

/** Installs the package that the build takes instead of another, if any, and changes the configuration: of the image alone. */
export function swapCommands({ add }: Commands, { to, version, edit }: Swap): string[] {
  return to === undefined ? [edit] : [add(`${to}@${version ?? 'latest'}`), edit];
}

import { below } from '../../../project/paths.js';
import { shellWord } from '../../../project/shell.js';
import { siblingsOf } from '../app/siblings.js';
import type { Artifact, Model } from '../read/types.js';

/** How the one artifact gets a name of its own, whatever its version. */
export interface Collected {
  /** Where it lies in the build stage then. */
  path: string;
  /** The commands behind Maven. */
  commands: string[];
  /** True when its name holds the version, so that `mv` has to find it. */
  versioned: boolean;
}

/**
 * Moves the artifact out of the build directory by a pattern instead of a version, which the next release would
 * change. That fails when the pattern fits no file or more than one, and names them.
 */
export function collect(
  artifact: Extract<Artifact, { file: string }>,
  { model, module }: { model: Model; module: string },
): Collected {
  const path = artifact.file.endsWith('.war') ? '/app.war' : '/app.jar';
  const inModule = (file: string) => shellPattern(below(module, file));
  const versioned = artifact.file.includes('*');
  const file = inModule(artifact.file);
  const others = siblingsOf(model, artifact).map(inModule);
  return {
    path,
    commands: [
      ...(others.length > 0 ? [`rm -f ${others.join(' ')}`] : []),
      // Of several names `ls` makes one that is not there, and mv prints it.
      `mv ${versioned ? `"$(ls ${file})"` : file} ${path}`,
    ],
    versioned,
  };
}

/** A path for the shell: quoted where it needs to be, with `*` left to the shell. */
function shellPattern(path: string): string {
  return path
    .split('*')
    .map((part) => (part === '' ? '' : shellWord(part)))
    .join('*');
}

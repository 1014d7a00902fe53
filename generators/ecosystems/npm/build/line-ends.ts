import { below, within } from '../../../project/paths.js';
import type { Project } from '../../../project/project.js';
import { sh } from '../../../project/shell.js';

/**
 * Scripts of the package that a command line starts and that have Windows line ends: Linux then looks for an
 * interpreter with a carriage return in its name. Paths relative to the package.
 */
export function windowsScripts(project: Project, dir: string, text: string): string[] {
  const files = text.split(/[\s;&|()"']+/).flatMap((word) => within('.', word) ?? []);
  return [...new Set(files)].filter((file) => {
    const [first = ''] = (project.read(below(dir, file)) ?? '').split('\n', 1);
    return first.startsWith('#!') && first.endsWith('\r');
  });
}

/** Turns their line ends: in the image alone. */
export function turnLineEnds(paths: readonly string[]): string[] {
  return paths.length === 0 ? [] : [sh`sed -i 's/\r$//' ${paths}`];
}

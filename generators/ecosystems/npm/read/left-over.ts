import { isIgnoredByGit } from '../../../project/gitignore.js';
import { below } from '../../../project/paths.js';
import type { Project } from '../../../project/project.js';
import { buildScript } from './build-script.js';
import { readManifest } from './manifest.js';

/**
 * True for a file that an earlier build of the package left on this disk: git does not keep it, and a script makes
 * it. Whether somebody has built here before must not change what is generated.
 */
export function isLeftOver(project: Project, dir: string, file: string): boolean {
  const path = below(dir, file);
  if (!project.has(path) || !isIgnoredByGit(project, [path])) return false;
  const manifest = readManifest(project, dir);
  return manifest !== undefined && buildScript(manifest) !== undefined;
}

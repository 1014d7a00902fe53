import { type BuildFileUse, buildFolders, isBuildFile } from '../../../knowledge/go-build-files.js';
import { below } from '../../../project/paths.js';
import type { Project } from '../../../project/project.js';

/** A file that says how the repository is built. */
export interface BuildFile {
  path: string;
  text: string;
}

/** The files that say how the module in a directory is built, as far as they are asked for this. */
export function buildFiles(project: Project, dir: string, use: BuildFileUse): BuildFile[] {
  return buildFolders(dir).flatMap((folder) =>
    project
      .entries(folder)
      .filter(({ kind, name }) => kind === 'file' && isBuildFile(folder, name, use))
      .map(({ name }) => {
        const path = below(folder, name);
        return { path, text: project.read(path) ?? '' };
      }),
  );
}

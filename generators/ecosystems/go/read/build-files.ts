import { below } from '../../../project/paths.js';
import type { Project } from '../../../project/project.js';

const FILES =
  /^(Makefile|GNUmakefile|.*\.mk|Taskfile\.ya?ml|[jJ]ustfile|\.?goreleaser\.ya?ml|build\.sh|Dockerfile.*|.*\.Dockerfile)$/;
const FOLDERS = ['.', '.github/workflows', 'scripts', 'build', 'hack', 'docker'];

/** A file that says how the repository is built. */
export interface BuildFile {
  path: string;
  text: string;
}

/** The files that say how the module in a directory is built. */
export function buildFiles(project: Project, dir: string): BuildFile[] {
  return [...new Set([dir, ...FOLDERS])].flatMap((folder) =>
    project
      .entries(folder)
      .filter(({ kind, name }) => kind === 'file' && (FILES.test(name) || isScript(folder, name)))
      .map(({ name }) => {
        const path = below(folder, name);
        return { path, text: project.read(path) ?? '' };
      }),
  );
}

function isScript(folder: string, name: string): boolean {
  return /^\.github/.test(folder) ? /\.ya?ml$/.test(name) : folder !== '.' && /\.sh$/.test(name);
}

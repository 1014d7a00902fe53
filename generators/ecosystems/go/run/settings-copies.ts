import type { Project } from '../../../project/project.js';
import type { Program } from '../read/program.js';
import { filesNamedIn, type RuntimeFile, withFiles } from './runtime-files.js';
import type { SettingsFile } from './settings-file.js';

const SETTINGS = /\.(ya?ml|json|toml|ini|properties|conf|env)$/;

/**
 * The files beside the program with those of its settings: the file that it is pointed to, unless there is only an
 * example of it, and what the settings among them name in turn.
 */
export function withSettings(
  project: Project,
  program: Program,
  { files, settings }: { files: readonly RuntimeFile[]; settings: SettingsFile | undefined },
): RuntimeFile[] {
  const all = withFiles(files, pointedTo(settings));
  const read = all.filter(({ path, directory }) => !directory && SETTINGS.test(path));
  return withFiles(
    all,
    read.flatMap(({ path }) => filesNamedIn(project, program, path)),
  );
}

function pointedTo(settings: SettingsFile | undefined): RuntimeFile[] {
  if (settings === undefined || settings.example) return [];
  const { path, as, from } = settings;
  return [{ path, as, from, directory: false, opened: true }];
}

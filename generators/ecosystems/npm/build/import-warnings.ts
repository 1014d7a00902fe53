import type { Warning } from '../../../plan/plan.js';
import type { Project } from '../../../project/project.js';
import { caseMismatches } from '../read/import-case.js';
import type { SourceFile } from '../read/source.js';
import { warn } from '../sentences.js';

/** More of a kind is noise: who mends the first looks for the others. */
const MOST = 3;

/** Imports that a build on Linux does not find. */
export function importWarnings(project: Project, files: readonly SourceFile[]): Warning[] {
  const mismatches = caseMismatches(project, files).slice(0, MOST);
  return mismatches.map(({ specifier, file, from }) => warn('import-case', { specifier, file }, from));
}

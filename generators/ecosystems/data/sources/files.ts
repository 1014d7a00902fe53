import { glob } from '../../../project/glob.js';
import { directoryOf, within } from '../../../project/paths.js';
import type { Project } from '../../../project/project.js';

/** Build outputs and packages of others: no pattern looks in there. */
const SKIPPED = new Set([
  'target',
  'vendor',
  'node_modules',
  '.venv',
  'venv',
  '__pycache__',
  'build',
  'dist',
  '.gradle',
]);

/** No source reads more files than this. */
const MOST = 500;

/**
 * The files of the project that a path or a pattern names, in the project's order. `*` and `?` stop at a slash, `**` does
 * not.
 */
export function filesOf(project: Project, pattern: string): string[] {
  const path = within('.', pattern);
  if (path === undefined) return [];
  if (!/[*?[]/.test(path)) return project.has(path) ? [path] : [];
  // The directory above the first name with a star in it.
  const before = path.slice(0, path.search(/[*?[]/));
  const fixed = directoryOf(`${before.slice(0, before.lastIndexOf('/') + 1)}x`);
  const matcher = glob(path);
  const found: string[] = [];
  for (const file of project.walk(fixed, (_, name) => SKIPPED.has(name))) {
    if (matcher.test(file)) found.push(file);
    if (found.length === MOST) break;
  }
  return found;
}

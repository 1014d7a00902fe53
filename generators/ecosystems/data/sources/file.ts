import { place } from '../../../project/evidence.js';
import { filesOf } from './files.js';
import type { SourceReader } from './kind.js';

/** Files that are there, or a directory: their paths. */
export const file: SourceReader = ({ file: pattern = '' }, { project }) => {
  if (!pattern.endsWith('/')) {
    return filesOf(project, pattern).map((path) => ({ value: path, from: place(path) }));
  }
  const path = pattern.slice(0, -1);
  return project.hasDirectory(path) ? [{ value: path, from: place(path) }] : [];
};

import type { Project } from './project.js';

/** The text of a file, or none. */
export function read(project: Project, path: string): string {
  return project.read(path) ?? '';
}

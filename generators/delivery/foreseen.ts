import type { Project } from '../project/project.js';

/** The repository as it will be: with files at its root that are written beside the Dockerfile. A second run sees the same. */
export function withFiles(project: Project, names: readonly string[]): Project {
  const missing = names.filter((name) => !project.has(name)).map((name) => ({ name, kind: 'file' as const }));
  if (missing.length === 0) return project;
  const root = [...project.entries('.'), ...missing].sort((a, b) => (a.name < b.name ? -1 : 1));
  return Object.assign(Object.create(project), {
    entries: (directory: string) => (directory === '.' ? root : project.entries(directory)),
  }) as Project;
}

import type { Project } from './project.js';

/**
 * What a JSON file of the project holds, parsed once per run; undefined when it is not there. The result is shared:
 * nobody may change it.
 *
 * Throws a SyntaxError when it is no JSON.
 */
export function jsonIn(project: Project, path: string): unknown {
  return project.once('json', path, () => {
    const text = project.read(path);
    return text === undefined ? undefined : (JSON.parse(text) as unknown);
  });
}

import { below } from '../../project/paths.js';
import type { Project } from '../../project/project.js';
import type { Model } from './model.js';
import { codeFiles } from './sources.js';

const SETTINGS = /\.(properties|ya?ml|conf|xml)$/;
const HOME = /\buser\.home\b|\bjdbc:\w+:(?:file:)?~|["=:]\s*~\//;

/**
 * True when the app keeps something in the home directory of its user. A numeric user without an entry in
 * /etc/passwd has none: Java says `?` before 19, and `/` after it.
 */
export function usesHome(project: Project, models: Model[]): boolean {
  return models.some((model) => {
    const resources = below(model.directory, 'src/main/resources');
    const settings = [...project.walk(resources)].filter((path) => SETTINGS.test(path));
    return (
      settings.some((path) => HOME.test(project.read(path) ?? '')) ||
      codeFiles(project, model).some(({ text }) => HOME.test(text))
    );
  });
}

import { below, isInside, within } from '../../../project/paths.js';
import type { Project } from '../../../project/project.js';
import { nestSettings } from './nest-settings.js';

/**
 * Directories of the other applications of a Nest monorepo: what lies there is compiled into programs of their
 * own. Empty outside of one, and where it cannot be told which application starts.
 *
 * - `entry`: the file that starts, below the package: `dist/apps/gateway/main`.
 *
 * See https://docs.nestjs.com/cli/monorepo.
 */
export function otherNestApps(project: Project, dir: string, entry: string): string[] {
  const { projects = {}, root, sourceRoot } = nestSettings(project, dir) ?? {};
  const apps = Object.values(projects).flatMap(({ type, ...app }) => {
    const place = app.root ?? app.sourceRoot;
    return type === 'application' && place !== undefined ? (within(dir, place) ?? []) : [];
  });
  const named = apps.find((app) => entry.includes(`${app}/`));
  const usual = apps.find((app) => isInside(below(dir, sourceRoot ?? root ?? ''), app));
  const own = named ?? usual;
  return own === undefined ? [] : apps.filter((app) => app !== own && !isInside(own, app));
}

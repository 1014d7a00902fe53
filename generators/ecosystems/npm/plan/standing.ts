import { sideKind } from '../../../knowledge/side-folders.js';
import { STANDING } from '../../../plan/ecosystem.js';
import type { Project } from '../../../project/project.js';
import type { App } from '../app/app.js';
import type { Manifest } from '../read/manifest.js';
import { isServerPackage } from '../read/server-packages.js';

/** How likely an app of npm is the one the user means. */
export function standingOf(project: Project, manifest: Manifest, app: App): number {
  const place = placeOf(manifest);
  const aside = app.kind === 'static' ? app.output.row?.about : app.kind === 'program' && app.start.command;
  if (aside) return isAside(place) ? STANDING.side : STANDING.side + 5;
  // A site that the Java build beside it takes in is a part of that program.
  const packed = app.kind === 'static' && project.read('pom.xml')?.includes('frontend-maven-plugin') === true;
  if (place === '.') return packed ? STANDING.clear : STANDING.root;
  if (isAside(place)) return STANDING.side;
  return app.kind !== 'static' && (app.kind === 'framework' || manifest.toolApp || isServerPackage(manifest))
    ? STANDING.candidate + 10
    : STANDING.candidate;
}

/** Where the app of a manifest lies: one that a tool builds has its package.json at the root. */
export function placeOf({ dir, toolApp }: Manifest): string {
  return toolApp?.dir ?? dir;
}

/** True where a folder of the path holds examples, tools and tests rather than the app: also `api-docs`, `config-eslint`. */
function isAside(path: string): boolean {
  if (sideKind(path, 'npm') !== undefined) return true;
  return (
    path.split('/').some((folder) => /-docs?$|^config-/.test(folder)) || /(^|\/)template(\/|$)/.test(path)
  );
}

import type { Catalog } from '../../../catalog/catalog.js';
import type { Wishes } from '../../../plan/wishes.js';
import type { Project } from '../../../project/project.js';
import type { StartContext } from '../app/start.js';
import type { Manifest } from '../read/manifest.js';
import { type Workspace, workspaceOf } from '../read/workspace.js';
import { type NodeVersion, nodeVersion } from './node-version.js';
import { chooseManager, type ManagerChoice } from './package-manager.js';

/** What everything about an app stands on: its packages, its package manager, its Node. */
export interface Foundation {
  project: Project;
  app: Manifest;
  /** The package whose lock file counts: the workspace root, or the app itself. */
  root: Manifest;
  workspace: Workspace | undefined;
  choice: ManagerChoice;
  node: NodeVersion;
}

/** Who asks: the same wishes give the same foundation. */
export interface FoundationRequest {
  project: Project;
  catalog: Catalog;
  wishes: Wishes;
}

/**
 * Finds out what an app stands on.
 *
 * Throws a UserError for a version of Node or a package manager that cannot be had.
 */
export function foundationOf(own: Manifest, { project, catalog, wishes }: FoundationRequest): Foundation {
  const workspace = workspaceOf(project, own);
  const root = workspace?.root ?? own;
  const same = root.dir === own.dir;
  const app = same && own.toolApp === undefined ? root : own;
  const choice = chooseManager(project, root);
  const node = nodeVersion({
    project,
    manifests: same ? [app] : [app, root],
    lock: choice.lock,
    yarn: choice.manager.value === 'berry' ? choice.version : undefined,
    catalog,
    wishes,
  });
  return { project, app, root, workspace, choice, node };
}

/** Where to look for what starts. */
export function startContextOf({ project, app, choice, node }: Foundation): StartContext {
  return { project, manifest: app, lock: choice.lock, line: Number(node.line.value) };
}

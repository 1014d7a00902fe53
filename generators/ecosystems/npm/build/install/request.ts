import type { Project } from '../../../../project/project.js';
import type { Manifest } from '../../read/manifest.js';
import type { NodeVersion } from '../../version/node-version.js';
import type { ManagerChoice } from '../../version/package-manager.js';

/** A package of a workspace. */
export interface Member {
  name: string;
  /** Its directory, relative to the install root. */
  dir: string;
}

export interface CommandRequest {
  project: Project;
  root: Manifest;
  choice: ManagerChoice;
  node: NodeVersion;
  /** The workspace member that is the app. */
  app: Member | undefined;
  /** All members of the workspace. */
  members: Manifest[];
  /** True when installing takes credentials. */
  secret: boolean;
}

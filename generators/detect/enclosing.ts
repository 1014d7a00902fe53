import type { Project } from '../project/project.js';
import { ECOSYSTEM_IDS, type PlannedEcosystemId } from '../vocabulary.js';
import { plannedEcosystem, signsOf } from './detect.js';

/** Files at the root of a module, workspace or reactor. */
export function signNames(): string[] {
  return ECOSYSTEM_IDS.flatMap(signsOf);
}

/**
 * The ecosystem whose module, workspace or reactor at the root of a project builds what lies at a path of it; undefined
 * where that stands alone. Only what has a sign at the root is loaded.
 */
export async function ownerOf(project: Project, path: string): Promise<PlannedEcosystemId | undefined> {
  for (const id of ECOSYSTEM_IDS) {
    if (!signsOf(id).some((name) => project.has(name))) continue;
    const ecosystem = await plannedEcosystem(id);
    if (ecosystem.owns?.(project, path) === true) return id;
  }
  return undefined;
}

import { jsonIn } from '../project/json.js';
import type { Project } from '../project/project.js';

/** One entry of a package-lock.json, by its path below node_modules. */
interface LockEntry {
  dev?: boolean;
  hasInstallScript?: boolean;
}

/** The packages of a package-lock.json; undefined where there is none, or none of npm 7 and newer. */
export function lockedPackages(project: Project, path: string): Record<string, LockEntry> | undefined {
  return parsedJson<{ packages?: Record<string, LockEntry> }>(project, path)?.packages;
}

/** What a JSON file holds; undefined where it is not there or no JSON. */
export function parsedJson<T>(project: Project, path: string): T | undefined {
  try {
    return jsonIn(project, path) as T | undefined;
  } catch {
    return undefined;
  }
}

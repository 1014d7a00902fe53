import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Where a repository that asked for it keeps its files as they were generated: what differs from them are its own changes. */
export const SAVED = '.create-dockerfile/generated';

/** True where files were saved. */
export function hasSaved(directory: string): boolean {
  return existsSync(join(directory, SAVED));
}

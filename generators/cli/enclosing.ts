import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, relative, sep } from 'node:path';
import { ownerOf, signNames } from '../detect/enclosing.js';
import { diskProject } from '../project/disk.js';
import type { EcosystemId } from '../vocabulary.js';

/** What a directory is a part of. */
export interface Enclosing {
  /** The directory that has to be the build context. */
  root: string;
  /** The directory that was asked for, below it, with `/`. */
  path: string;
  ecosystem: EcosystemId;
}

/** Further up than this nobody keeps the root of an app. */
const MOST_LEVELS = 6;

/**
 * The module, workspace or reactor above a directory that builds what lies in it; undefined where it stands alone. Looks
 * no further than the repository, or the user's home.
 */
export async function enclosing(directory: string): Promise<Enclosing | undefined> {
  let inner = directory;
  for (let level = 0; level < MOST_LEVELS; level++) {
    const outer = dirname(inner);
    if (outer === inner || inner === homedir() || existsSync(join(inner, '.git'))) return undefined;
    if (signNames().some((name) => existsSync(join(outer, name)))) {
      const path = relative(outer, directory).split(sep).join('/');
      const ecosystem = await ownerOf(diskProject(outer), path);
      if (ecosystem !== undefined) return { root: outer, path, ecosystem };
    }
    inner = outer;
  }
  return undefined;
}

import {
  closeSync,
  constants,
  fstatSync,
  openSync,
  readdirSync,
  readFileSync,
  realpathSync,
  statSync,
} from 'node:fs';
import { basename, join, sep } from 'node:path';
import { cached, type Source } from './cached.js';
import { below, directoryOf } from './paths.js';
import { type Entry, LIMITS, type Project } from './project.js';

/** The project in a directory of the disk. The caller makes sure that the directory exists. */
export function diskProject(directory: string): Project {
  const root = realpathSync(directory);
  return cached(basename(root), diskSource(root));
}

/** Opens no link, and does not wait for a pipe; Windows has no such flag. */
const NO_LINK =
  constants.O_NOFOLLOW === undefined
    ? undefined
    : constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

function diskSource(root: string): Source {
  const absolute = (path: string) => (path === '.' ? root : join(root, path));
  // Directories that were met on the way down through no link: what lies in them needs no look at the way.
  const plain = new Set(['.']);
  /** What a link points to, or undefined when that is outside the project, missing or special. */
  const resolve = (path: string): Entry['kind'] | undefined => {
    try {
      const target = realpathSync(absolute(path));
      if (target !== root && !target.startsWith(root + sep)) return undefined;
      const stat = statSync(target);
      return stat.isFile() ? 'file' : stat.isDirectory() ? 'directory' : undefined;
    } catch {
      return undefined;
    }
  };
  return {
    entries(directory) {
      const direct = plain.has(directory);
      if (!direct && resolve(directory) !== 'directory') return [];
      let names: import('node:fs').Dirent[];
      try {
        names = readdirSync(absolute(directory), { withFileTypes: true });
      } catch {
        return [];
      }
      const found: Entry[] = [];
      for (const entry of names) {
        const { name } = entry;
        if (entry.isFile()) found.push({ name, kind: 'file' });
        else if (entry.isDirectory()) {
          found.push({ name, kind: 'directory' });
          if (direct) plain.add(below(directory, name));
        } else if (entry.isSymbolicLink()) {
          const kind = resolve(below(directory, name));
          if (kind !== undefined) found.push({ name, kind, link: true });
        }
      }
      return found;
    },
    read(path) {
      if (NO_LINK !== undefined && plain.has(directoryOf(path))) {
        const content = readAs(absolute(path), NO_LINK);
        if (content !== undefined) return content;
      }
      return resolve(path) === 'file' ? readAs(absolute(path), 'r') : undefined;
    },
  };
}

function readAs(file: string, flags: string | number): Buffer | undefined {
  let handle: number | undefined;
  try {
    handle = openSync(file, flags);
    const stat = fstatSync(handle);
    return !stat.isFile() || stat.size > LIMITS.fileBytes ? undefined : readFileSync(handle);
  } catch {
    return undefined;
  } finally {
    if (handle !== undefined) closeSync(handle);
  }
}

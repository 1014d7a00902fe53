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

/** One name in a directory. A symbolic link counts as what it points to, if that is in the project. */
export interface Entry {
  name: string;
  kind: 'file' | 'directory';
  /** True for a symbolic link. */
  link?: boolean;
}

/**
 * A read-only view of the user's repository. All paths are relative to its root and use `/`; `.` is
 * the root. It never runs anything, never follows a link out of the repository, and reads each
 * thing at most once.
 */
export interface Project {
  /** Name of the root directory, for titles and image names. */
  readonly name: string;
  /** The names in a directory, sorted; empty when there is no such directory. */
  entries(directory: string): readonly Entry[];
  /** True when the path is a regular file. */
  has(path: string): boolean;
  /** True when the path is a directory. */
  hasDirectory(path: string): boolean;
  /**
   * Text of a file (UTF-8, without a byte order mark), or undefined when it is missing, unreadable,
   * larger than {@link LIMITS.fileBytes}, or binary.
   */
  read(path: string): string | undefined;
  /**
   * Paths of all files at and below a directory, directories in sorted order, files before
   * sub-directories. A directory for which `skip` is true is not entered; {@link NEVER_WALKED} and
   * linked directories never are. Stops after {@link LIMITS.files} files.
   */
  walk(directory?: string, skip?: (path: string, name: string) => boolean): Iterable<string>;
}

/** Bounds that keep a hostile or huge repository from exhausting time or memory. */
export const LIMITS = { fileBytes: 32 * 1024 * 1024, files: 250_000, depth: 64 } as const;

/** Directories that hold no sources of the user, in any ecosystem. */
export const NEVER_WALKED: ReadonlySet<string> = new Set([
  '.git',
  '.hg',
  '.svn',
  'node_modules',
  '.idea',
  '.vscode',
]);

/** Joins two project paths, resolving `.` and `..`; undefined when the result leaves the project. */
export function within(directory: string, path: string): string | undefined {
  const parts: string[] = [];
  for (const part of `${directory}/${path}`.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return undefined;
  }
  return parts.join('/') || '.';
}

/** The part of a path before its last `/`, or `.`. */
export function directoryOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash === -1 ? '.' : path.slice(0, slash);
}

/** A project path below a directory: `below('.', 'a')` is `a`, `below('web', 'a')` is `web/a`. */
export function below(directory: string, name: string): string {
  return directory === '.' ? name : `${directory}/${name}`;
}

/** True for a directory itself, and for what lies below it. */
export function isInside(path: string, directory: string): boolean {
  return directory === '.' || path === directory || path.startsWith(`${directory}/`);
}

/** A project path as seen from a directory above it: `relativeTo('web', 'web/a')` is `a`, of itself `.`. */
export function relativeTo(directory: string, path: string): string {
  if (path === directory) return '.';
  return path.startsWith(`${directory}/`) ? path.slice(directory.length + 1) : path;
}

interface Source {
  entries(directory: string): Entry[];
  read(path: string): Buffer | string | undefined;
}

/** The project in a directory of the disk. The caller makes sure that the directory exists. */
export function diskProject(directory: string): Project {
  const root = realpathSync(directory);
  return cached(basename(root), diskSource(root));
}

/** A project made of a map from path to text, for tests. */
export function mapProject(files: Record<string, string>, name = 'project'): Project {
  const paths = Object.keys(files).sort();
  return cached(name, {
    entries(directory) {
      const prefix = directory === '.' ? '' : `${directory}/`;
      const found = new Map<string, Entry>();
      for (const path of paths) {
        if (!path.startsWith(prefix)) continue;
        const [name = '', ...rest] = path.slice(prefix.length).split('/');
        found.set(name, { name, kind: rest.length > 0 ? 'directory' : 'file' });
      }
      return [...found.values()];
    },
    read: (path) => files[path],
  });
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

function cached(name: string, source: Source): Project {
  const directories = new Map<string, Entry[]>();
  const texts = new Map<string, string | undefined>();

  const entries = (directory: string): Entry[] => {
    let found = directories.get(directory);
    if (found === undefined) {
      found = source.entries(directory).sort((a, b) => (a.name < b.name ? -1 : 1));
      directories.set(directory, found);
    }
    return found;
  };
  const kindOf = (path: string): Entry['kind'] | undefined => {
    const inside = within('.', path);
    if (inside === undefined) return undefined;
    if (inside === '.') return 'directory';
    const name = inside.slice(inside.lastIndexOf('/') + 1);
    return entries(directoryOf(inside)).find((entry) => entry.name === name)?.kind;
  };

  function* walk(
    directory = '.',
    skip: (path: string, name: string) => boolean = () => false,
    budget = { files: LIMITS.files },
    depth = 0,
  ): Iterable<string> {
    const deeper: string[] = [];
    for (const entry of entries(directory)) {
      const path = below(directory, entry.name);
      if (entry.kind === 'file') {
        if (budget.files-- <= 0) return;
        yield path;
      } else if (
        depth < LIMITS.depth &&
        !entry.link &&
        !NEVER_WALKED.has(entry.name) &&
        !skip(path, entry.name)
      ) {
        deeper.push(path);
      }
    }
    for (const path of deeper) yield* walk(path, skip, budget, depth + 1);
  }

  return {
    name,
    entries,
    has: (path) => kindOf(path) === 'file',
    hasDirectory: (path) => kindOf(path) === 'directory',
    read(path) {
      const inside = within('.', path);
      if (inside === undefined) return undefined;
      if (!texts.has(inside)) texts.set(inside, textOf(source.read(inside)));
      return texts.get(inside);
    },
    walk: (directory, skip) => walk(directory, skip),
  };
}

function textOf(content: Buffer | string | undefined): string | undefined {
  if (content === undefined) return undefined;
  const text = typeof content === 'string' ? content : content.toString('utf8');
  if (text.slice(0, 8192).includes('\0')) return undefined;
  return text.startsWith('\uFEFF') ? text.slice(1) : text;
}

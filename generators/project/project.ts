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
  /** Source files that were read in part so far, as they are longer than {@link LIMITS.sourceLength}. */
  readonly cut: readonly string[];
  /** Files that are there and could not be opened so far: no permission, or larger than {@link LIMITS.fileBytes}. */
  readonly unopened: readonly string[];
  /** The names in a directory, sorted; empty when there is no such directory. */
  entries(directory: string): readonly Entry[];
  /** True when the path is a regular file. */
  has(path: string): boolean;
  /** True when the path is a directory. */
  hasDirectory(path: string): boolean;
  /**
   * Text of a file (UTF-8, without a byte order mark), or undefined when it is missing, unreadable,
   * larger than {@link LIMITS.fileBytes}, or binary. Of a long source file it is the beginning, and hundreds of blanks
   * in a row are one.
   */
  read(path: string): string | undefined;
  /** Text of a file that is UTF-16 with a byte order mark, as PowerShell's `>` writes it; undefined for any other. */
  readWide(path: string): string | undefined;
  /** Why a file that is there has no text: `it is UTF-16, not UTF-8`; undefined for one that has, or is not there. */
  unreadable(path: string): string | undefined;
  /**
   * What `make` gives for this kind of thing and this key, made at most once per run: every manifest, lock file
   * and source file is parsed through here. What it throws is thrown again.
   */
  once<T>(kind: string, key: string, make: () => T): T;
  /**
   * Paths of all files at and below a directory, directories in sorted order, files before
   * sub-directories. A directory for which `skip` is true is not entered; {@link NEVER_WALKED} and
   * linked directories never are. Stops after {@link LIMITS.files} files.
   */
  walk(directory?: string, skip?: (path: string, name: string) => boolean): Iterable<string>;
}

/** Bounds that keep a hostile or huge repository from exhausting time or memory. */
export const LIMITS = {
  fileBytes: 32 * 1024 * 1024,
  sourceLength: 1024 * 1024,
  files: 250_000,
  depth: 64,
} as const;

/** Directories that hold no sources of the user, in any ecosystem. */
export const NEVER_WALKED: ReadonlySet<string> = new Set([
  '.git',
  '.hg',
  '.svn',
  'node_modules',
  '.idea',
  '.vscode',
  '.create-dockerfile',
]);

import { dirname, join, sep } from 'node:path';
import { UserError } from '../errors.js';
import { codeOf, type Disk, keepAs, REAL_DISK, reasonOf, syncDirectory, writeDurably } from './disk.js';
import {
  entryOf,
  missingFolders,
  ownNamesIn,
  removeStaging,
  STAGING,
  UNDOING,
  undo,
  writeJournal,
} from './journal.js';

/** One file to write. */
export interface Write {
  /** Absolute. */
  path: string;
  contents: Buffer;
  /** What was there when the user was asked; undefined for no file. */
  before: Buffer | undefined;
}

/**
 * Writes all files or none. They are prepared in a directory beside them, and the old ones kept there, before the first
 * is renamed into its place; what fails is undone at once, and what is interrupted by the next run (`recover`).
 *
 * Throws a UserError when something cannot be written, or a file is not any more what the user was asked about.
 */
export function commit(directory: string, files: readonly Write[], disk: Disk = REAL_DISK): void {
  const staging = join(directory, STAGING);
  const root = attempted(() => disk.realpathSync(directory));
  attempted(() => disk.mkdirSync(staging), 'EEXIST', 'another run of create-dockerfile is writing here');
  try {
    const writes = files.map((file, i) => prepare(disk, staging, file, i));
    const folders = missingFolders(
      disk,
      root,
      writes.map(({ target }) => target),
    );
    writeJournal(disk, staging, {
      files: writes.map(({ target, before, contents }) =>
        entryOf(root, target, before !== undefined, contents),
      ),
      folders,
    });
    for (const folder of folders) disk.mkdirSync(join(root, folder));
    for (const { target, prepared } of writes) disk.renameSync(prepared, target);
    for (const parent of new Set(writes.map(({ target }) => dirname(target)))) syncDirectory(disk, parent);
  } catch (error) {
    putBack(disk, root, staging);
    throw error instanceof UserError ? error : failed(error);
  }
  try {
    removeStaging(disk, staging);
  } catch (error) {
    // All is written; the next run finds that and removes what is left.
    if (codeOf(error) === undefined) throw error;
  }
}

/**
 * Undoes what an interrupted run has left in the directory. Returns what to tell the user, if anything.
 *
 * Throws a UserError where that would lose something the user has changed since.
 */
export function recover(directory: string, disk: Disk = REAL_DISK): string[] {
  const [left, claimed] = [join(directory, STAGING), join(directory, UNDOING)];
  let undone = false;
  try {
    undone = undo(disk, directory, claimed);
    // Renamed first: should its run be alive after all, it can replace nothing any more.
    if (ownNamesIn(disk, directory, left) !== undefined) {
      disk.renameSync(left, claimed);
      undone = undo(disk, directory, claimed) || undone;
    }
  } catch (error) {
    throw error instanceof UserError ? error : failed(error);
  }
  return undone ? ['an earlier run was interrupted while it wrote: what stood here before is back'] : [];
}

/** Writes a file into the staging directory and keeps the one that it replaces. */
function prepare(disk: Disk, staging: string, { path, contents, before }: Write, index: number) {
  const link = disk.lstatSync(path, { throwIfNoEntry: false });
  const target = link === undefined ? path : disk.realpathSync(path);
  const now = link === undefined ? undefined : disk.readFileSync(target);
  if (now === undefined ? before !== undefined : before === undefined || !now.equals(before)) {
    throw new UserError(`${path} was changed by somebody else meanwhile: nothing was written`, {
      hint: 'Run again.',
    });
  }
  const prepared = join(staging, `${index}.new`);
  writeDurably(disk, prepared, contents, now === undefined ? undefined : disk.statSync(target));
  if (now !== undefined) keepAs(disk, target, join(staging, `${index}.old`));
  return { target, prepared, before, contents };
}

function putBack(disk: Disk, directory: string, staging: string): void {
  try {
    undo(disk, directory, staging);
  } catch (error) {
    if (codeOf(error) === undefined && !(error instanceof UserError)) throw error;
    throw new UserError(`writing stopped half-way, and could not be undone: ${reasonOf(error)}`, {
      hint: `What stood there before is in ${staging}. Run again: it is put back first.`,
      cause: error,
    });
  }
}

function attempted<T>(step: () => T, code?: string, reason?: string): T {
  try {
    return step();
  } catch (error) {
    if (code !== undefined && codeOf(error) === code)
      throw new UserError(`nothing was written: ${reason}`, {
        hint: 'Run again when it has ended.',
        cause: error,
      });
    throw failed(error);
  }
}

function failed(error: unknown): Error {
  if (codeOf(error) === undefined) return error as Error;
  const { path } = error as NodeJS.ErrnoException;
  const [where] = path?.split(`${sep}${STAGING}`) ?? [];
  return new UserError(`nothing was written: ${where === undefined ? '' : `${where}: `}${reasonOf(error)}`, {
    cause: error,
  });
}

import { createHash } from 'node:crypto';
import { dirname, join, relative, sep } from 'node:path';
import { UserError } from '../errors.js';
import { attempt, codeOf, type Disk, syncDirectory, writeDurably } from './disk.js';

/** Where files are prepared and the old ones kept until all are in place. Made by one run at a time. */
export const STAGING = '.create-dockerfile.tmp';

/** What an interrupted run left, while it is undone. */
export const UNDOING = '.create-dockerfile.undo';

const JOURNAL = 'journal.json';
const OWN_NAMES = /^(journal\.(json|tmp)|\d+\.(new|old))$/;
const MOST_BYTES = 65_536;

/** One file that is about to be replaced or created. */
interface Entry {
  /** Relative to the directory, with `/`. */
  target: string;
  /** True when there was a file before; it is kept as `<index>.old`. */
  old: boolean;
  /** SHA-256 of what is written. */
  hash: string;
}

/** What a run is about to do. */
export interface Journal {
  files: readonly Entry[];
  /** Directories that it makes for them, relative to the directory, the outer before the inner. */
  folders: readonly string[];
}

/** Writes down what is about to be made and renamed: from now on an interrupted run can be undone. */
export function writeJournal(disk: Disk, staging: string, journal: Journal): void {
  const draft = join(staging, 'journal.tmp');
  writeDurably(disk, draft, Buffer.from(JSON.stringify(journal)));
  disk.renameSync(draft, join(staging, JOURNAL));
  syncDirectory(disk, staging);
}

export function entryOf(directory: string, target: string, old: boolean, contents: Buffer): Entry {
  return { target: relative(directory, target).split(sep).join('/'), old, hash: hashOf(contents) };
}

/** Directories on the way to some files that are not there yet, relative to the directory, the outer before the inner. */
export function missingFolders(disk: Disk, directory: string, targets: readonly string[]): string[] {
  const folders = targets.flatMap((target) => foldersOf(relative(directory, target).split(sep).join('/')));
  return [...new Set(folders)].filter(
    (folder) => disk.lstatSync(join(directory, folder), { throwIfNoEntry: false }) === undefined,
  );
}

/** `a`, `a/b` for `a/b/file`. */
function foldersOf(target: string): string[] {
  const parts = target.split('/').slice(0, -1);
  return parts.map((_, i) => parts.slice(0, i + 1).join('/'));
}

/**
 * Puts back what stood there before, and removes the staging directory. Returns true when something was put back;
 * false when nothing had been replaced yet, or everything had.
 *
 * Throws a UserError, and changes nothing, where a file was changed since or the directory is not of such a run.
 */
export function undo(disk: Disk, directory: string, staging: string): boolean {
  const names = ownNamesIn(disk, directory, staging);
  if (names === undefined) return false;
  const { files: entries, folders } = names.includes(JOURNAL)
    ? journalIn(disk, directory, staging)
    : { files: [], folders: [] };
  const states = entries.map((entry, i) => stateOf(disk, directory, staging, entry, i));
  const changed = entries.find((_, i) => states[i] === 'changed');
  if (changed !== undefined) throw changedSince(directory, staging, changed);
  const undone = states.includes('new') && states.includes('old');
  if (undone) {
    for (const [i, entry] of entries.entries()) {
      if (states[i] !== 'new') continue;
      const target = join(directory, entry.target);
      if (entry.old) disk.renameSync(join(staging, `${i}.old`), target);
      else disk.unlinkSync(target);
      syncDirectory(disk, dirname(target));
    }
  }
  if (states.includes('old')) {
    // One that holds something else by now stays.
    for (const folder of [...folders].reverse()) attempt(() => disk.rmdirSync(join(directory, folder)));
  }
  removeStaging(disk, staging);
  return undone;
}

/** Removes the staging directory: the journal first, for without it nothing is undone. */
export function removeStaging(disk: Disk, staging: string): void {
  const names = namesIn(disk, staging);
  if (names === undefined) return;
  const order = [JOURNAL, ...names.filter((name) => OWN_NAMES.test(name) && name !== JOURNAL)];
  for (const name of order) {
    if (names.includes(name)) disk.unlinkSync(join(staging, name));
  }
  disk.rmdirSync(staging);
}

/**
 * The names in a staging directory; undefined when there is none.
 *
 * Throws a UserError for one that holds something else.
 */
export function ownNamesIn(disk: Disk, directory: string, staging: string): string[] | undefined {
  const names = namesIn(disk, staging);
  if (names?.some((name) => !OWN_NAMES.test(name))) throw notOurs(directory, staging);
  return names;
}

function namesIn(disk: Disk, staging: string): string[] | undefined {
  try {
    return disk.lstatSync(staging).isDirectory() ? disk.readdirSync(staging) : [staging];
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** The journal. It is read as a stranger's: a repository may bring a directory of this name along. */
function journalIn(disk: Disk, directory: string, staging: string): Journal {
  const text = regular(disk, join(staging, JOURNAL), MOST_BYTES)?.toString('utf8');
  try {
    const { files, folders = [] } = JSON.parse(text ?? '') as { files: Entry[]; folders?: string[] };
    const fits = files.every(
      ({ target, old, hash }) =>
        typeof target === 'string' &&
        isBelow(disk, directory, target) &&
        typeof old === 'boolean' &&
        typeof hash === 'string',
    );
    const ways = files.flatMap(({ target }) => foldersOf(target));
    if (fits && folders.every((folder) => ways.includes(folder))) return { files, folders };
  } catch {
    // Said below.
  }
  throw notOurs(directory, staging);
}

/** What no target has on its way: steps out of the directory, and what git runs. */
const FORBIDDEN = /^(\.{0,2}|\.git|git~\d)$|\\/i;

/** True for a path below the directory whose folders are no links out of it. */
function isBelow(disk: Disk, directory: string, target: string): boolean {
  if (target.split('/').some((part) => FORBIDDEN.test(part))) return false;
  const root = disk.realpathSync(directory);
  // Of the folders that the run was to make some may not be there.
  let there = dirname(join(directory, target));
  while (disk.lstatSync(there, { throwIfNoEntry: false }) === undefined) there = dirname(there);
  const parent = disk.realpathSync(there);
  return parent === root || parent.startsWith(root + sep);
}

type State = 'old' | 'new' | 'changed';

function stateOf(disk: Disk, directory: string, staging: string, entry: Entry, index: number): State {
  const target = join(directory, entry.target);
  const now = regular(disk, target);
  const before = regular(disk, join(staging, `${index}.old`));
  if (now !== undefined && hashOf(now) === entry.hash)
    return entry.old && before === undefined ? 'changed' : 'new';
  if (!entry.old) return disk.lstatSync(target, { throwIfNoEntry: false }) === undefined ? 'old' : 'changed';
  // Without the kept file it is back already: the run that put it back was interrupted as well.
  return now !== undefined && (before === undefined || now.equals(before)) ? 'old' : 'changed';
}

/** The bytes of a regular file that is not a link. */
function regular(disk: Disk, path: string, most = 2 ** 30): Buffer | undefined {
  const stat = disk.lstatSync(path, { throwIfNoEntry: false });
  return stat?.isFile() && stat.size <= most ? disk.readFileSync(path) : undefined;
}

function hashOf(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function changedSince(directory: string, staging: string, { target }: Entry): UserError {
  const kept = relative(directory, staging);
  return new UserError(
    `an earlier run was interrupted, and ${target} has changed since: nothing was written`,
    {
      hint: `What stood there before is in ${kept}. Take from it what you need, delete it, and run again.`,
    },
  );
}

function notOurs(directory: string, staging: string): UserError {
  const name = relative(directory, staging);
  return new UserError(
    `${name} is in the way, and no run of create-dockerfile has left it: nothing was written`,
    {
      hint: 'Move it away and run again.',
    },
  );
}

import { createHash } from 'node:crypto';
import { dirname, join, relative, sep } from 'node:path';
import { UserError } from '../errors.js';
import { codeOf, type Disk, syncDirectory, writeDurably } from './disk.js';

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

/** Writes down what is about to be renamed: from now on an interrupted run can be undone. */
export function writeJournal(disk: Disk, staging: string, entries: readonly Entry[]): void {
  const draft = join(staging, 'journal.tmp');
  writeDurably(disk, draft, Buffer.from(JSON.stringify({ files: entries })));
  disk.renameSync(draft, join(staging, JOURNAL));
  syncDirectory(disk, staging);
}

export function entryOf(directory: string, target: string, old: boolean, contents: Buffer): Entry {
  return { target: relative(directory, target).split(sep).join('/'), old, hash: hashOf(contents) };
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
  const entries = names.includes(JOURNAL) ? journalIn(disk, directory, staging) : [];
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

/** The journal's entries. It is read as a stranger's: a repository may bring a directory of this name along. */
function journalIn(disk: Disk, directory: string, staging: string): Entry[] {
  const text = regular(disk, join(staging, JOURNAL), MOST_BYTES)?.toString('utf8');
  try {
    const { files } = JSON.parse(text ?? '') as { files: Entry[] };
    const fits = files.every(
      ({ target, old, hash }) =>
        typeof target === 'string' &&
        isBelow(disk, directory, target) &&
        typeof old === 'boolean' &&
        typeof hash === 'string',
    );
    if (fits) return files;
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
  const parent = disk.realpathSync(dirname(join(directory, target)));
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

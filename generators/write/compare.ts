import { lstatSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';
import { UserError } from '../errors.js';
import type { OutputFile } from '../render/render.js';
import { reasonOf } from './disk.js';

/**
 * How a file stands against the one on disk: `append` keeps all that is there and adds to its end;
 * `conflict` would replace something the user has.
 */
export type FileState = 'create' | 'identical' | 'append' | 'conflict';

export interface ComparedFile {
  /** Relative to the repository. */
  path: string;
  /** All bytes of the file as it would be. */
  contents: Buffer;
  /** The bytes of the file that is there. */
  before: Buffer | undefined;
  state: FileState;
}

/**
 * Compares files with those in the directory; writes nothing.
 *
 * Throws a UserError when a path is taken by a directory or by a link that leads out, or cannot be read.
 */
export function compare(directory: string, files: readonly OutputFile[]): ComparedFile[] {
  return files.map((file) => compared(join(directory, file.path), directory, file));
}

function compared(path: string, directory: string, file: OutputFile): ComparedFile {
  const before = bytesAt(path, directory, file.path);
  // What is there may be no UTF-8, or begin with a mark: its bytes are kept, not its text.
  const contents =
    file.adds === undefined || before === undefined
      ? Buffer.from(file.contents)
      : Buffer.concat([before, Buffer.from(file.adds)]);
  const state = stateOf(before, contents);
  const adds = file.adds !== undefined && state === 'conflict';
  return { path: file.path, contents, before, state: adds ? 'append' : state };
}

function stateOf(before: Buffer | undefined, contents: Buffer): FileState {
  if (before === undefined) return 'create';
  if (before.equals(contents)) return 'identical';
  if (before.toString().replaceAll('\r\n', '\n') === contents.toString()) return 'identical';
  return before.length > 0 && contents.subarray(0, before.length).equals(before) ? 'append' : 'conflict';
}

function bytesAt(path: string, directory: string, name: string): Buffer | undefined {
  try {
    const link = lstatSync(path, { throwIfNoEntry: false });
    if (link === undefined) return undefined;
    const stat = statSync(path, { throwIfNoEntry: false });
    if (stat === undefined) throw taken(name, 'a link that leads nowhere');
    if (!stat.isFile()) throw taken(name, 'not a file');
    const root = realpathSync(directory);
    if (!realpathSync(path).startsWith(root + sep)) throw taken(name, 'a link out of the repository');
    return readFileSync(path);
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError(`cannot read ${name}: ${reasonOf(error)}`, { cause: error });
  }
}

function taken(path: string, what: string): UserError {
  return new UserError(`cannot write ${path}: it is ${what}`, { hint: 'Move it away and run again.' });
}

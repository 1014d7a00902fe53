import {
  chmodSync,
  existsSync,
  lstatSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join, sep } from 'node:path';
import { UserError } from '../errors.js';
import type { OutputFile } from '../render/render.js';

/**
 * How a file stands against the one on disk: `append` keeps all that is there and adds to its end;
 * `conflict` would replace something the user has.
 */
export type FileState = 'create' | 'identical' | 'append' | 'conflict';

export interface ComparedFile extends OutputFile {
  state: FileState;
}

/**
 * Compares files with those in the directory; writes nothing.
 *
 * Throws a UserError when a path is taken by a directory or by a link that leads out.
 */
export function compare(directory: string, files: readonly OutputFile[]): ComparedFile[] {
  return files.map((file) => ({ ...file, state: stateOf(join(directory, file.path), directory, file) }));
}

/**
 * Writes all files or none: every one is written beside its target first and then renamed over it,
 * and a rename that fails puts back what was there.
 *
 * Throws a UserError when the directory cannot be written.
 */
export function commit(files: readonly { path: string; contents: string | Buffer }[]): void {
  const staged: { temporary: string; target: string }[] = [];
  const undo: (() => void)[] = [];
  try {
    for (const { path, contents } of files) {
      const target = existsSync(path) ? realpathSync(path) : path;
      const temporary = join(dirname(target), `.${basename(target)}.${uniqueName()}.tmp`);
      staged.push({ temporary, target });
      writeFileSync(temporary, contents, { flag: 'wx' });
      if (existsSync(target)) chmodSync(temporary, statSync(target).mode & 0o7777);
    }
    for (const { temporary, target } of staged) {
      const before = existsSync(target) ? readFileSync(target) : undefined;
      renameSync(temporary, target);
      undo.push(() =>
        before === undefined ? rmSync(target, { force: true }) : writeFileSync(target, before),
      );
    }
  } catch (error) {
    for (const step of undo) step();
    for (const { temporary } of staged) rmSync(temporary, { force: true });
    const reason = error instanceof Error ? error.message : String(error);
    throw new UserError(`nothing was written: ${reason}`, { cause: error });
  }
}

let counter = 0;

/** A name no other run or file of this run uses. */
function uniqueName(): string {
  return `${Date.now().toString(36)}${(counter++).toString(36)}`;
}

function stateOf(path: string, directory: string, file: OutputFile): FileState {
  const link = lstatSync(path, { throwIfNoEntry: false });
  if (link === undefined) return 'create';
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) throw taken(file.path, 'a link that leads nowhere');
  if (!stat.isFile()) throw taken(file.path, 'not a file');
  const root = realpathSync(directory);
  if (!realpathSync(path).startsWith(root + sep)) throw taken(file.path, 'a link out of the repository');
  const existing = readFileSync(path, 'utf8');
  if (existing === file.contents || existing.replaceAll('\r\n', '\n') === file.contents) return 'identical';
  return existing !== '' && file.contents.startsWith(existing) ? 'append' : 'conflict';
}

function taken(path: string, what: string): UserError {
  return new UserError(`cannot write ${path}: it is ${what}`, { hint: 'Move it away and run again.' });
}

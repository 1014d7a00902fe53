import {
  chmodSync,
  existsSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { UserError } from '../errors.js';

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

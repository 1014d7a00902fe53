import { lstatSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';
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

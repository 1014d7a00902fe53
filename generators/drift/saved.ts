import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { OutputFile } from '../render/render.js';
import { SAVED } from './folder.js';
import { mergeEdits } from './merge.js';
import { withVersion } from './recorded.js';

/** Files as they are to be written, and those whose changes cannot be brought together. */
export interface Kept {
  files: OutputFile[];
  /** With the number of places. */
  conflicts: { path: string; places: number }[];
}

/**
 * The generated files with what the user has changed in them since: by three-way merge against what was saved. A
 * .dockerignore keeps all of its lines anyway.
 */
export function withEdits(directory: string, files: readonly OutputFile[], version: string): Kept {
  const conflicts: Kept['conflicts'] = [];
  const kept = files.map((file) => {
    const users = textAt(join(directory, file.path));
    const saved = textAt(join(directory, SAVED, file.path));
    if (file.path.endsWith('.dockerignore') || users === undefined || saved === undefined) return file;
    const before = withVersion(saved, version);
    const { text, conflicts: places } = mergeEdits({
      before,
      users: withVersion(users, version),
      generated: file.contents,
    });
    if (places > 0) conflicts.push({ path: file.path, places });
    return { ...file, contents: text };
  });
  return { files: kept, conflicts };
}

function textAt(path: string): string | undefined {
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}

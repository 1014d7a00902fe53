import { lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** More files than this are not counted: what is said is an estimate. */
const MOST_FILES = 20_000;

/** Bytes of the files below a path of a directory, counted up to a limit of files; undefined where it is not there. */
export function weighIn(directory: string): (path: string) => number | undefined {
  return (path) => {
    const root = join(directory, path);
    const stat = lstatSync(root, { throwIfNoEntry: false });
    if (stat === undefined) return undefined;
    if (!stat.isDirectory()) return stat.size;
    let bytes = 0;
    let files = 0;
    const open = [root];
    for (let folder = open.pop(); folder !== undefined && files < MOST_FILES; folder = open.pop()) {
      for (const entry of entriesIn(folder)) {
        const at = join(folder, entry.name);
        if (entry.isDirectory()) open.push(at);
        else if (entry.isFile()) {
          bytes += lstatSync(at, { throwIfNoEntry: false })?.size ?? 0;
          files++;
        }
      }
    }
    return bytes;
  };
}

function entriesIn(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

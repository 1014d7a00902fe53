import {
  constants,
  copyFileSync,
  mkdirSync,
  readdirSync,
  readlinkSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { ignoreMatcher } from '../project/dockerignore.js';
import { below } from '../project/paths.js';
import type { OutputFile } from '../render/render.js';

/**
 * Copies a build context as its .dockerignore leaves it, with the generated files in it, into an empty directory: what
 * is changed there is no file of the user's. Returns the paths of the files that it has copied.
 */
export function copyContext(directory: string, files: readonly OutputFile[], target: string): string[] {
  const ignoreText = files.find(({ path }) => path.endsWith('.dockerignore'))?.contents ?? '';
  const ignore = ignoreMatcher(ignoreText);
  const keepsInside = /^[ \t]*!/m.test(ignoreText);
  const copied: string[] = [];
  const visit = (folder: string) => {
    for (const entry of readdirSync(join(directory, folder), { withFileTypes: true })) {
      const path = below(folder, entry.name);
      const ignored = ignore.ignores(path);
      if (entry.isDirectory()) {
        if (!ignored || (keepsInside && entry.name !== '.git' && entry.name !== 'node_modules')) visit(path);
        continue;
      }
      if (ignored) continue;
      mkdirSync(dirname(join(target, path)), { recursive: true });
      if (entry.isSymbolicLink()) symlinkSync(readlinkSync(join(directory, path)), join(target, path));
      else if (entry.isFile()) {
        copyFileSync(join(directory, path), join(target, path), constants.COPYFILE_FICLONE);
        copied.push(path);
      }
    }
  };
  visit('.');
  for (const { path, contents } of files) {
    mkdirSync(dirname(join(target, path)), { recursive: true });
    writeFileSync(join(target, path), contents);
  }
  return copied;
}

import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Example } from '../support/examples.js';

/** What describes an example is not part of its app; what its own tools left behind is not either. */
const NOT_THE_APP = new Set(['example.json', 'node_modules', 'target', 'dist']);

/** A copy of an example in a directory of its own, for one test to write into. */
export class Workspace {
  readonly directory = mkdtempSync(join(tmpdir(), 'create-dockerfile-test-'));

  constructor(private readonly example: Example) {
    for (const path of filesOf(example)) {
      const target = join(this.directory, path);
      mkdirSync(dirname(target), { recursive: true });
      copyFileSync(join(example.directory, path), target);
    }
  }

  write(path: string, contents: string): void {
    mkdirSync(dirname(join(this.directory, path)), { recursive: true });
    writeFileSync(join(this.directory, path), contents);
  }

  /** Makes the example's one-line change, with a mark in it that makes it one of its own. */
  change(mark: string): void {
    const { file, from, to } = this.example.spec.change;
    this.replace({ file, from, to: marked(from, to, ` x${mark.replaceAll(/\W/g, '')}`) });
  }

  /** Replaces a text of a file, which has to be there. */
  replace({ file, from, to }: { file: string; from: string; to: string }): void {
    const text = readFileSync(join(this.directory, file), 'utf8');
    if (!text.includes(from)) throw new Error(`${this.example.id}: ${file} has no ${JSON.stringify(from)}`);
    this.write(
      file,
      text.replace(from, () => to),
    );
  }

  remove(): void {
    rmSync(this.directory, { recursive: true, force: true });
  }
}

/** Path and contents of every file of an example's app. */
export function* contextFiles(example: Example): Iterable<[path: string, contents: Buffer]> {
  for (const path of filesOf(example)) yield [path, readFileSync(join(example.directory, path))];
}

function filesOf({ directory }: Example): string[] {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(directory.length + 1))
    .filter((path) => !path.split('/').some((name) => NOT_THE_APP.has(name)))
    .sort();
}

/** Puts a word where the two texts begin to be the same again: inside the quotes, if there are any. */
function marked(from: string, to: string, word: string): string {
  const shorter = Math.min(from.length, to.length);
  let start = 0;
  while (start < shorter && from[start] === to[start]) start++;
  let end = 0;
  while (end < shorter - start && from.at(-1 - end) === to.at(-1 - end)) end++;
  const split = to.length - end;
  return to.slice(0, split) + word + to.slice(split);
}

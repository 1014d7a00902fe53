import { directoryOf, within } from '../../../project/paths.js';
import type { Program } from '../read/program.js';
import { type Source, type Spot, spotAt } from '../read/source.js';

/** A folder that the program writes to and does not make. */
export interface WrittenFolder {
  /** Absolute in the image. */
  path: string;
  from: Spot;
}

/** The working directory of the image. */
const HOME = '/app';

/** Files that are made where nothing has them yet: databases and logs. */
const MADE =
  /^(?:file:|sqlite3?:\/\/|(?:bolt|bbolt):\/\/)?((?:\.\/|\/)?(?:[\w.-]+\/)+[\w.-]+\.(?:db|db3|sqlite|sqlite3|bolt|log))(?:\?.*)?$/;

/** Calls that make a file, with the first text in their arguments that has a folder in it. */
const WRITES =
  /\b(?:os\.(?:Create|WriteFile)|ioutil\.WriteFile|\w+\.SaveUploadedFile|\w+\.SaveFile)\((?:[^";\n]|"[^"/\n]*"\s*,){0,200}"((?:\.\/|\/)?(?:[\w.-]{1,100}\/){1,30})[^"\n]{0,300}"/g;

/** Where no image lets its user write, or where it need not be asked. */
const NEVER = /^\/(?:bin|dev|etc|home|lib|proc|root|run|sys|tmp|usr|Users|var\/run)(?:\/|$)/;

/**
 * The folders that the program writes to and that have to be there for its user: those outside of its working
 * directory, and those below it that no line of it makes.
 *
 * - `settings`: the text of settings that it is started with, which name such files too.
 */
export function writtenFolders(
  { sources }: Program,
  settings: readonly { path: string; text: string }[],
): WrittenFolder[] {
  const own = sources.filter(({ generated }) => !generated);
  const makes = own.some(({ code }) => /\bos\.Mkdir(All)?\(/.test(code));
  const named = [...own.flatMap(inSource), ...settings.flatMap(({ path, text }) => inSettings(path, text))];
  const found = named.flatMap(({ path, from }): WrittenFolder[] => {
    if (path.startsWith('/')) return NEVER.test(path) ? [] : [{ path, from }];
    const below = within('.', path);
    return below === undefined || below === '.' || makes ? [] : [{ path: `${HOME}/${below}`, from }];
  });
  return found.filter(({ path }, index) => found.findIndex((other) => other.path === path) === index);
}

/** A folder to start in, so that what the program makes one above its working directory is in its home: `../shop.db`. */
export function folderBelow({ sources }: Program): WrittenFolder | undefined {
  for (const source of sources) {
    if (source.generated) continue;
    const found = source.literals.find(({ value }) =>
      /^(?:\.\/)?\.\.\/(?!\.\.\/)/.test(MADE.exec(value)?.[1] ?? ''),
    );
    if (found !== undefined) return { path: `${HOME}/work`, from: { file: source.path, line: found.line } };
  }
  return undefined;
}

function inSource(source: Source): WrittenFolder[] {
  const files = source.literals.flatMap(({ value, line }) => {
    const path = MADE.exec(value)?.[1];
    return path === undefined ? [] : [{ path: directoryOf(path), from: { file: source.path, line } }];
  });
  const written = [...source.code.matchAll(WRITES)].map(({ 1: path = '', index }) => ({
    path: path.replace(/\/$/, ''),
    from: spotAt(source, index),
  }));
  return [...files, ...written];
}

function inSettings(file: string, text: string): WrittenFolder[] {
  return text.split('\n').flatMap((line, index) => {
    const value = /[:=]\s*["']?([^"'#\s]+)/.exec(line)?.[1] ?? '';
    const path = MADE.exec(value)?.[1];
    return path === undefined ? [] : [{ path: directoryOf(path), from: { file, line: index + 1 } }];
  });
}

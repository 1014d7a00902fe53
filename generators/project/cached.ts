import { below, directoryOf, within } from './paths.js';
import { type Entry, LIMITS, NEVER_WALKED, type Project } from './project.js';

/** Where a project's files come from. */
export interface Source {
  entries(directory: string): Entry[];
  read(path: string): Buffer | string | undefined;
}

/** A project that asks its source for each thing at most once. */
export function cached(name: string, source: Source): Project {
  const directories = new Map<string, Entry[]>();
  const kinds = new Map<string, Map<string, Entry['kind']>>();
  const texts = new Map<string, string | undefined>();
  const made = new Map<string, () => unknown>();
  const cut: string[] = [];
  const unopened: string[] = [];

  const entries = (directory: string): Entry[] => {
    let found = directories.get(directory);
    if (found === undefined) {
      found = source.entries(directory).sort((a, b) => (a.name < b.name ? -1 : 1));
      directories.set(directory, found);
    }
    return found;
  };
  const kindOf = (path: string): Entry['kind'] | undefined => {
    const inside = within('.', path);
    if (inside === undefined) return undefined;
    if (inside === '.') return 'directory';
    const name = inside.slice(inside.lastIndexOf('/') + 1);
    const directory = directoryOf(inside);
    let inDirectory = kinds.get(directory);
    if (inDirectory === undefined) {
      inDirectory = new Map(entries(directory).map((entry) => [entry.name, entry.kind]));
      kinds.set(directory, inDirectory);
    }
    return inDirectory.get(name);
  };

  function* walk(
    directory = '.',
    skip: (path: string, name: string) => boolean = () => false,
    budget = { files: LIMITS.files },
    depth = 0,
  ): Iterable<string> {
    const deeper: string[] = [];
    for (const entry of entries(directory)) {
      const path = below(directory, entry.name);
      if (entry.kind === 'file') {
        if (budget.files-- <= 0) return;
        yield path;
      } else if (
        depth < LIMITS.depth &&
        !entry.link &&
        !NEVER_WALKED.has(entry.name) &&
        !skip(path, entry.name)
      ) {
        deeper.push(path);
      }
    }
    for (const path of deeper) yield* walk(path, skip, budget, depth + 1);
  }

  const bounded = (path: string, text: string | undefined): string | undefined => {
    if (text === undefined) return undefined;
    const long = SOURCE.test(path) && text.length > LIMITS.sourceLength;
    if (long) cut.push(path);
    return squeezed(long ? text.slice(0, text.lastIndexOf('\n', LIMITS.sourceLength) + 1) : text);
  };

  const read = (path: string): string | undefined => {
    const inside = within('.', path);
    if (inside === undefined) return undefined;
    if (!texts.has(inside)) {
      const content = source.read(inside);
      if (content === undefined && kindOf(inside) === 'file') unopened.push(inside);
      texts.set(inside, bounded(inside, textOf(content)));
    }
    return texts.get(inside);
  };

  return {
    name,
    cut,
    unopened,
    entries,
    has: (path) => kindOf(path) === 'file',
    hasDirectory: (path) => kindOf(path) === 'directory',
    read,
    readWide(path) {
      const inside = within('.', path);
      return inside === undefined || read(inside) !== undefined ? undefined : wideText(source.read(inside));
    },
    unreadable(path) {
      if (kindOf(path) !== 'file' || read(path) !== undefined) return undefined;
      const content = source.read(within('.', path) ?? path);
      if (content === undefined) return `it cannot be opened, or is larger than ${LIMITS.fileBytes >> 20} MB`;
      const [first, second] = Buffer.from(content.slice(0, 2) as Buffer);
      const wide = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
      return wide ? 'it is UTF-16, not UTF-8' : 'it is no text';
    },
    once<T>(kind: string, key: string, make: () => T): T {
      const name = `${kind}\0${key}`;
      const known = made.get(name) ?? settled(make);
      made.set(name, known);
      return known() as T;
    },
    walk: (directory, skip) => walk(directory, skip),
  };
}

/** Code of a program, whose beginning says what matters. */
const SOURCE = /\.(go|[cm]?[jt]sx?|vue|svelte|astro|java|kt|groovy|scala)$/;

/** Without more blank lines and blanks than people write: expressions take the square of their number. */
function squeezed(text: string): string {
  return text.replace(/\s{400,}/g, (run) => (run.includes('\n') ? '\n' : ' '));
}

function textOf(content: Buffer | string | undefined): string | undefined {
  if (content === undefined) return undefined;
  const text = typeof content === 'string' ? content : content.toString('utf8');
  if (text.slice(0, 8192).includes('\0')) return undefined;
  return text.startsWith('\uFEFF') ? text.slice(1) : text;
}

function wideText(content: Buffer | string | undefined): string | undefined {
  if (!(content instanceof Uint8Array) || content.length % 2 === 1) return undefined;
  const mark = content.subarray(0, 2).toString('hex');
  if (mark === 'fffe') return content.subarray(2).toString('utf16le');
  return mark === 'feff' ? Buffer.from(content.subarray(2)).swap16().toString('utf16le') : undefined;
}

/** Calls a function now, and gives or throws the same whenever it is asked again. */
function settled<T>(make: () => T): () => T {
  try {
    const value = make();
    return () => value;
  } catch (error) {
    return () => {
      throw error;
    };
  }
}

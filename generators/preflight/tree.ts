/** What is known of a path in an image: `unknown` where a step may have made it. */
export type Presence = 'file' | 'directory' | 'absent' | 'unknown';

/** Answers for a path below its root, `.` for the root itself. */
export type Lookup = (path: string) => Presence;

/** One change of the file system: what it says of a path, or undefined when it says nothing. */
type Layer = (path: string) => Presence | undefined;

/**
 * The file system of a stage, as far as it is known: a list of changes, the newest last. Nothing is copied, so
 * a build context of any size costs nothing until it is asked for a path.
 */
export class Tree {
  constructor(private readonly layers: readonly Layer[] = []) {}

  /** What is at an absolute path. */
  look(path: string): Presence {
    const clean = normal(path);
    let open = false;
    for (const layer of this.layers.toReversed()) {
      const said = layer(clean);
      if (said === 'unknown') open = true;
      else if (said === 'absent' && open) return 'unknown';
      else if (said !== undefined) return said;
    }
    return open ? 'unknown' : 'absent';
  }

  /** With a file that a step makes; its directories come along. */
  withFile(path: string): Tree {
    const file = normal(path);
    return this.with((asked) => (asked === file ? 'file' : isInside(file, asked) ? 'directory' : undefined));
  }

  /** With a directory, and those above it. */
  withDirectory(path: string): Tree {
    const directory = normal(path);
    return this.with((asked) => (isInside(directory, asked) ? 'directory' : undefined));
  }

  /** With a directory in which a step may have made anything. */
  withOpen(path: string): Tree {
    const directory = normal(path);
    return this.with((asked) =>
      asked === directory ? 'directory' : isInside(asked, directory) ? 'unknown' : undefined,
    );
  }

  /** With directories of one name in which a step may have made anything, wherever below a directory. */
  withNested(path: string, name: string): Tree {
    const directory = normal(path);
    return this.with((asked) =>
      isInside(asked, directory) && `${asked}/`.includes(`/${name}/`) ? 'unknown' : undefined,
    );
  }

  /** With a path that a step may have made into a file or a directory. */
  withAnything(path: string): Tree {
    const place = normal(path);
    return this.with((asked) =>
      isInside(asked, place) ? 'unknown' : isInside(place, asked) ? 'directory' : undefined,
    );
  }

  /** Without a path and what is below it. */
  without(path: string): Tree {
    const gone = normal(path);
    return this.with((asked) => (isInside(asked, gone) ? 'absent' : undefined));
  }

  /** With what another tree or the build context holds, laid over a directory. */
  withMount(target: string, source: Lookup): Tree {
    const directory = normal(target);
    return this.with((asked) => {
      if (!isInside(asked, directory)) return isInside(directory, asked) ? 'directory' : undefined;
      if (asked === directory) return 'directory';
      const said = source(asked.slice(directory === '/' ? 1 : directory.length + 1));
      return said === 'absent' ? undefined : said;
    });
  }

  private with(layer: Layer): Tree {
    return new Tree([...this.layers, layer]);
  }
}

/** An absolute path without `.`, `..` and doubled slashes. */
export function normal(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}

/** A path of an instruction as an absolute one. */
export function resolve(workdir: string, path: string): string {
  return normal(path.startsWith('/') ? path : `${workdir}/${path}`);
}

function isInside(path: string, directory: string): boolean {
  return directory === '/' || path === directory || path.startsWith(`${directory}/`);
}

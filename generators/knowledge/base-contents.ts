import table from './base-contents.json' with { type: 'json' };

/** What a base image holds, as far as a Dockerfile that stands on it can rely on it. */
export interface BaseContents {
  image: string;
  /** The shell that shell form is run by; absent when there is none. */
  shell?: string;
  /** The C library that binaries find; absent when the tag decides. */
  libc?: 'glibc' | 'musl' | 'none';
  entrypoint?: string[];
  cmd?: string[];
  /** Programs on the PATH. */
  commands: string[];
  /** Directories with contents of their own. */
  open: string[];
  /** Directories in those that are empty. */
  closed?: string[];
  user?: string;
}

/** What an image holds, or undefined when nothing is known about it. */
export function baseContents(image: string): BaseContents | undefined {
  const rows = table.rows as BaseContents[];
  return rows
    .filter((row) => new RegExp(row.image).test(image))
    .reduce<BaseContents | undefined>(
      (best, row) => (best === undefined || row.image.length > best.image.length ? row : best),
      undefined,
    );
}

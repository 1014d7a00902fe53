import type { Program } from '../read/program.js';
import type { Source, Spot } from '../read/source.js';
/** Subcommands that serve, the likeliest first. */
export const SERVING = ['serve', 'server', 'start', 'run', 'web', 'api', 'http', 'daemon'];

/** A command of the program's command line. */
export interface Command {
  name: string;
  from: Spot;
  runs: boolean;
  root: boolean;
  /** The lines of its file that are about it: the function that makes it, else all. */
  lines: { first: number; last: number };
}

/**
 * True where a file makes flags of the standard library in a program whose command line cobra or
 * urfave/cli reads: there they are unknown, unless they are added.
 */
export function flagsUnread(source: Source, { imports, sources }: Program): boolean {
  const framework = [...imports.keys()].some((path) =>
    /^github\.com\/(spf13\/cobra|(urfave|minio)\/cli)(\/|$)/.test(path),
  );
  const standard = source.imports.some(({ path }) => path === 'flag');
  return framework && standard && !sources.some(({ code }) => /\bAddGoFlag(Set)?\(/.test(code));
}

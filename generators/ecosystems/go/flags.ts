import type { Program } from './program.js';
import type { Source } from './source.js';

/**
 * True where a file makes flags of the standard library in a program whose command line cobra or
 * urfave/cli reads: there they are unknown, unless they are added.
 */
export function flagsUnread(source: Source, { imports, sources }: Program): boolean {
  const framework = [...imports.keys()].some((path) =>
    /^github\.com\/(spf13\/cobra|urfave\/cli)(\/|$)/.test(path),
  );
  const standard = source.imports.some(({ path }) => path === 'flag');
  return framework && standard && !sources.some(({ code }) => /\bAddGoFlag(Set)?\(/.test(code));
}

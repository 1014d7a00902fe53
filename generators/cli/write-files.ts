import { UserError } from '../errors.js';
import { listed } from '../project/shown.js';
import type { OutputFile } from '../render/render.js';
import { type ComparedFile, compare } from '../write/compare.js';
import type { Flags } from './flags.js';
import type { World } from './world.js';

interface WriteJob {
  directory: string;
  files: readonly OutputFile[];
  flags: Flags;
  world: World;
}

const DRY_RUN = {
  create: 'would create',
  identical: 'is up to date:',
  append: 'would add lines to',
  conflict: 'would replace',
} as const;

/** What a run would do to each file, a line each. */
export function dryRun(directory: string, files: readonly OutputFile[]): string[] {
  return compare(directory, files).map(({ path, state }) => `${DRY_RUN[state]} ${path}`);
}

/**
 * Writes the files, after questions where somebody can be asked. Returns the paths of those that the user has kept
 * as they were.
 *
 * Throws a UserError when nothing can be written, or files would be replaced that nobody was asked about.
 */
export async function writeFiles({ directory, files, flags, world }: WriteJob): Promise<string[]> {
  const forced = flags.given.force === true;
  const compared = compare(directory, files);
  const conflicts = compared.filter(({ state }) => state === 'conflict');
  if (conflicts.length > 0 && !forced && !world.interactive) throw wouldChange(conflicts);
  for (const { path } of compared.filter(({ state }) => state === 'identical')) {
    world.stderr.write(`identical ${path}\n`);
  }
  const changed = compared.filter(({ state }) => state !== 'identical');
  if (changed.length === 0) return [];
  const { writeWithYeoman } = await import('../app/index.js');
  const { input, stderr: output, color, unicode, plain, onSignal, undisturbed } = world;
  const written = await writeWithYeoman({
    directory,
    files: changed,
    terminal: { input, output, color, unicode, plain, onSignal },
    ask: world.interactive && !forced,
    undisturbed,
  });
  return changed.filter((file) => !written.includes(file)).map(({ path }) => path);
}

function wouldChange(conflicts: readonly ComparedFile[]): UserError {
  return new UserError(`${listed(conflicts.map(({ path }) => path))} would change: nothing was written`, {
    hint: 'Compare with --print, or overwrite with --force.',
  });
}

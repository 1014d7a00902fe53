import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ownVersion } from '../home.js';
import { refuse } from '../plan/shared-sentences.js';
import type { Product } from '../produce.js';
import type { OutputFile } from '../render/render.js';
import type { Flags } from './flags.js';

/** The flags with those of the command that made the files which are there: the Dockerfile, or what builds several. */
export async function recorded(flags: Flags, directory: string): Promise<Flags> {
  const path = ['Dockerfile', 'docker-bake.hcl']
    .map((name) => join(directory, name))
    .find((one) => existsSync(one));
  const { withRecorded } = await import('./check.js');
  return withRecorded(flags, path === undefined ? undefined : readFileSync(path, 'utf8'));
}

/**
 * The files with what the user has changed in them since they were generated.
 *
 * Throws a UserError where both changed the same lines and nobody is asked.
 */
export async function edited(directory: string, { files }: Product, { given }: Flags): Promise<OutputFile[]> {
  const { withEdits } = await import('../drift/saved.js');
  const kept = withEdits(directory, files, ownVersion());
  const [first] = kept.conflicts;
  if (first !== undefined && given.force === true) {
    throw refuse('edits-conflict', { path: first.path, places: first.places });
  }
  return kept.files;
}

/** What keeps the files as they were generated, and the answers where that is asked for. */
export async function saver(directory: string, product: Product, { given }: Flags): Promise<() => string[]> {
  const { saving } = await import('./save.js');
  return saving({ directory, product, answers: given.save === true });
}

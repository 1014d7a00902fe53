import { realpathSync, statSync } from 'node:fs';
import { basename, relative } from 'node:path';
import { EXIT, UserError } from '../errors.js';
import { refuse } from '../plan/shared-sentences.js';
import { shellWord } from '../project/shell.js';
import { shown } from '../project/shown.js';
import type { PlannedEcosystemId } from '../vocabulary.js';
import { enclosing } from './enclosing.js';
import type { Flags } from './flags.js';
import { createPrompter } from './prompt.js';
import type { Terminal } from './question.js';
import type { World } from './world.js';

/** A directory that is there, without links. Throws a UserError for another path. */
export function existingDirectory(path: string): string {
  try {
    const real = realpathSync(path);
    if (statSync(real).isDirectory()) return real;
  } catch {
    // Reported below, in the words of the user.
  }
  throw new UserError(`there is no directory ${path}`, {
    exitCode: EXIT.usage,
    hint: 'After "npm create dockerfile", flags go behind "--".',
  });
}

/**
 * The directory that becomes the build context: the one that was asked for, or the root of what it is a part of, where
 * somebody is there to agree.
 */
export async function contextFor(
  directory: string,
  flags: Flags,
  world: World,
  terminal: Terminal,
): Promise<{ directory: string; app?: string }> {
  const outer = await enclosing(directory);
  if (outer === undefined) return { directory };
  const { root, path, ecosystem } = outer;
  const kind = KINDS[ecosystem as PlannedEcosystemId];
  const app = typeof flags.given.app === 'string' ? `${path}/${flags.given.app}` : path;
  if (world.interactive) {
    const question = `${path} is a part of the ${kind} in ${root} and builds only from there. Run it there for this app?`;
    const there = await createPrompter(terminal).confirm(shown(question));
    return there ? { directory: root, app } : { directory };
  }
  const from = relative(world.cwd, root) || '.';
  const command = `npx create-dockerfile ${shellWord(from)} --app ${shellWord(app)}`;
  throw refuse('enclosed', { path: basename(directory), root: from, kind, command });
}

const KINDS = { go: 'Go module', npm: 'workspace', maven: 'Maven build' } as const;

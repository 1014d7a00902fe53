import { engineAnswers } from '../engine/engines.js';
import { EXIT, UserError } from '../errors.js';
import type { Confirmer } from './prompt.js';
import type { World } from './world.js';

/**
 * At the end of a conversation: whether to build and start it now. Nobody is asked who was asked nothing before, or where
 * no engine answers. The files are written: to cancel here is a no.
 */
export async function wantsProof(prompter: Confirmer, { env }: World): Promise<boolean> {
  if (!prompter.hasAsked() || !(await engineAnswers(env))) return false;
  try {
    return await prompter.confirm('Build it and start it now, to see it work (--verify)?', false);
  } catch (error) {
    if (error instanceof UserError && error.exitCode === EXIT.cancelled) return false;
    throw error;
  }
}

import { type Engine, findEngine } from '../engine/engines.js';
import { type Progress, progressOn } from './progress.js';
import type { World } from './world.js';

/**
 * Does a task with the engine that is here, and tells how it goes on. A signal ends what is running.
 *
 * Returns what the task does; nothing when a signal ended it.
 *
 * Throws a UserError where there is no engine.
 */
export async function onEngine<T>(
  world: World,
  task: (engine: Engine, progress: Progress) => Promise<T>,
): Promise<T | undefined> {
  const abort = new AbortController();
  const off = world.onSignal(() => abort.abort());
  const progress = progressOn(world);
  try {
    return await task(await findEngine(world.env, abort.signal), progress);
  } catch (error) {
    if (abort.signal.aborted) return undefined;
    throw error;
  } finally {
    progress.end();
    off();
  }
}

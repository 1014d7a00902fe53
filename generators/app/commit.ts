import { createConflicterTransform } from '@yeoman/conflicter';
import type { BaseEnvironment } from '@yeoman/types';
import type { MemFsEditorFile } from 'mem-fs-editor';
import { isFilePending } from 'mem-fs-editor/state';
import { commit } from '../write/commit.js';

/** Keys of the conflict menu: yes, no, all, diff, exit. */
const MENU = new Set(['y', 'n', 'a', 'd', 'x']);

/**
 * Asks about every conflict first and writes afterwards, all or nothing: Yeoman's own commit writes
 * one file before it asks about the next.
 */
export async function commitAccepted(env: BaseEnvironment, force = false): Promise<void> {
  const { adapter, sharedFs } = env;
  const conflicter = createConflicterTransform(adapter as never, {
    cwd: env.logCwd,
    force,
    customizeActions: (actions) => actions.filter((action) => 'key' in action && MENU.has(action.key)),
  });
  await sharedFs.pipeline({ filter: (file) => isFilePending(file as never) }, conflicter);
  const accepted: { path: string; contents: Buffer }[] = [];
  sharedFs.each((file) => {
    const { path, contents } = file as MemFsEditorFile;
    if (isFilePending(file as never) && contents) accepted.push({ path, contents });
  });
  commit(accepted);
}

import { resolve } from 'node:path';
import type { BaseEnvironment } from '@yeoman/types';
import type { MemFsEditorFile } from 'mem-fs-editor';
import { isFilePending } from 'mem-fs-editor/state';
import { commit } from '../write/commit.js';
import type { ComparedFile } from '../write/compare.js';
import type { TerminalAdapter } from './adapter.js';
import { acceptedFiles } from './conflicts.js';

/** How the files of one run are written, instead of by Yeoman's own commit. */
export interface Committing {
  directory: string;
  /** What would be written, as it was compared with the disk. */
  files: readonly ComparedFile[];
  /** True when each file that differs is a question; false when all may be written. */
  ask: boolean;
  /** Runs what no signal may tear apart. */
  undisturbed<T>(task: () => T): Promise<T>;
  /** Gets what has been written. */
  done(written: readonly ComparedFile[]): void;
}

/** What is said of a file that has been written. */
const WRITTEN = { create: 'create', append: 'append', conflict: 'replace', identical: 'identical' } as const;

/**
 * Asks about every file that differs first and writes afterwards, all or nothing: Yeoman's own commit writes
 * one file before it asks about the next.
 */
export async function commitAccepted(env: BaseEnvironment, job: Committing): Promise<void> {
  const { directory, files, ask, undisturbed, done } = job;
  const adapter = env.adapter as unknown as TerminalAdapter;
  const pending = new Set<string>();
  env.sharedFs.each((file) => {
    if (isFilePending(file as never)) pending.add((file as MemFsEditorFile).path);
  });
  const offered = files.filter(({ path }) => pending.has(resolve(directory, path)));
  const accepted = ask ? await acceptedFiles(offered, adapter.dialogue) : offered;
  const writes = accepted.map((file) => ({ ...file, path: resolve(directory, file.path) }));
  if (writes.length > 0) await undisturbed(() => commit(directory, writes));
  for (const { state, path } of accepted) adapter.dialogue.status(WRITTEN[state], path);
  done(accepted);
}

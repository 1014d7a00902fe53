import { EXIT, UserError } from '../errors.js';
import type { ComparedFile } from '../write/compare.js';
import { type DifferenceLine, differences } from './differences.js';

/** What the dialogue needs of the terminal. */
export interface Dialogue {
  status(status: string, path: string): void;
  /** Shows lines of a difference. */
  show(lines: readonly DifferenceLine[]): void;
  ask(question: { message: string; choices: readonly Choice[] }): Promise<Answer>;
}

export type Answer = 'yes' | 'no' | 'all' | 'diff' | 'abort';

export interface Choice {
  key: string;
  name: string;
  value: Answer;
}

/**
 * The files that may be written: one question after the other, in the order of the files, each with what would change
 * above it. What is new needs no question.
 *
 * Throws a UserError with exit code 130 when the user aborts.
 */
export async function acceptedFiles(
  files: readonly ComparedFile[],
  dialogue: Dialogue,
): Promise<ComparedFile[]> {
  const accepted: ComparedFile[] = [];
  let all = false;
  const open = files.filter(({ state }) => isQuestion(state)).length;
  let asked = 0;
  for (const file of files) {
    if (!isQuestion(file.state) || all) {
      accepted.push(file);
      continue;
    }
    asked += 1;
    const answer = await answerFor(file, asked < open, dialogue);
    if (answer === 'no') dialogue.status('keep', file.path);
    else accepted.push(file);
    all = answer === 'all';
  }
  return accepted;
}

function isQuestion(state: ComparedFile['state']): boolean {
  return state === 'conflict' || state === 'append';
}

async function answerFor(file: ComparedFile, more: boolean, dialogue: Dialogue): Promise<Answer> {
  const appends = file.state === 'append';
  dialogue.status(appends ? 'append' : 'conflict', file.path);
  dialogue.show(differences(file));
  const message = appends ? `Add these lines to ${file.path}?` : `Overwrite ${file.path}?`;
  const choices: Choice[] = [
    { key: 'y', name: appends ? 'add them' : 'overwrite it', value: 'yes' },
    { key: 'n', name: 'leave it as it is', value: 'no' },
    ...(more ? [{ key: 'a', name: 'yes to this and all others', value: 'all' } as const] : []),
    { key: 'd', name: 'show once more what changes', value: 'diff' },
    { key: 'x', name: 'cancel, write nothing at all', value: 'abort' },
  ];
  for (;;) {
    const answer = await dialogue.ask({ message, choices });
    if (answer === 'abort')
      throw new UserError('cancelled, nothing was written', { exitCode: EXIT.cancelled });
    if (answer !== 'diff') return answer;
    dialogue.show(differences(file));
  }
}

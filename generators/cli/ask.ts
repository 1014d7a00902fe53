import { EXIT, UserError } from '../errors.js';
import { askPlainly } from './plain-question.js';
import type { Answered, Question, Terminal } from './question.js';

interface Key {
  name?: string;
  ctrl?: boolean;
}

/**
 * Asks one question; inquirer is loaded with the first one that is drawn.
 *
 * Throws a UserError with exit code 130 when the user cancels: Ctrl-C, Ctrl-D, Esc, or a signal, which would leave
 * the terminal without its cursor.
 */
export async function ask<T>(terminal: Terminal, question: Question): Promise<T> {
  const stop = new AbortController();
  const off = terminal.onSignal?.(() => stop.abort());
  try {
    const answered = await (terminal.plain ? askPlainly : askDrawn)(terminal, question, stop);
    if (answered !== undefined) return answered.answer as T;
  } finally {
    off?.();
  }
  throw new UserError('cancelled, nothing was written', { exitCode: EXIT.cancelled });
}

/** Asks with inquirer. Returns undefined when the user cancels. */
async function askDrawn(
  { input, output, unicode }: Terminal,
  question: Question,
  stop: AbortController,
): Promise<Answered | undefined> {
  const { default: inquirer } = await import('inquirer');
  const onKey = (_: unknown, key?: Key) => {
    if (key?.name === 'escape' || (key?.ctrl === true && key.name === 'd')) stop.abort();
  };
  const prompt = inquirer.createPromptModule({ input, output, signal: stop.signal } as never);
  input.on('keypress', onKey);
  try {
    const theme = unicode ? {} : { theme: ASCII };
    const { answer } = await prompt([{ ...question, ...theme, name: 'answer' }] as never);
    return { answer };
  } catch (error) {
    if (!(error instanceof Error) || !CANCELLED.has(error.name)) throw error;
    return undefined;
  } finally {
    input.off('keypress', onKey);
  }
}

/** What inquirer throws for Ctrl-C, and for what is aborted. */
const CANCELLED = new Set(['ExitPromptError', 'AbortPromptError']);

/** Marks that every terminal has. */
const ASCII = {
  prefix: { idle: '?', done: '*' },
  icon: { cursor: '>' },
  style: {
    keysHelpTip: () => 'arrow keys: choose, Enter: take it',
  },
};

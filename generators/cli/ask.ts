import { EXIT, UserError } from '../errors.js';

/** Where questions are asked. */
export interface Terminal {
  input: NodeJS.ReadableStream;
  /** Where the questions go: stderr, so that stdout stays clean. */
  output: NodeJS.WritableStream;
  /** False where the terminal may not show more than ASCII. */
  unicode: boolean;
  /** Calls the listener on a signal to end, until the function that it returns is called. */
  onSignal?(listener: () => void): () => void;
}

/** One question, as inquirer takes it. */
export interface Question {
  type: 'select' | 'input' | 'expand' | 'confirm';
  message: string;
  choices?: readonly object[];
  pageSize?: number;
  default?: unknown;
  validate?: (text: string) => string | true;
}

interface Key {
  name?: string;
  ctrl?: boolean;
}

/**
 * Asks one question; inquirer is loaded with the first one.
 *
 * Throws a UserError with exit code 130 when the user cancels: Ctrl-C, Ctrl-D, Esc, or a signal, which would leave
 * the terminal without its cursor.
 */
export async function ask<T>({ input, output, unicode, onSignal }: Terminal, question: Question): Promise<T> {
  const { default: inquirer } = await import('inquirer');
  const { signal, abort } = controller();
  const onKey = (_: unknown, key?: Key) => {
    if (key?.name === 'escape' || (key?.ctrl === true && key.name === 'd')) abort();
  };
  const prompt = inquirer.createPromptModule({ input, output, signal } as never);
  input.on('keypress', onKey);
  const off = onSignal?.(abort);
  try {
    const theme = unicode ? {} : { theme: ASCII };
    const { answer } = await prompt([{ ...question, ...theme, name: 'answer' }] as never);
    return answer as T;
  } catch (error) {
    if (!(error instanceof Error) || !CANCELLED.has(error.name)) throw error;
    throw new UserError('cancelled, nothing was written', { exitCode: EXIT.cancelled, cause: error });
  } finally {
    input.off('keypress', onKey);
    off?.();
  }
}

/** What inquirer throws for Ctrl-C, and for what is aborted. */
const CANCELLED = new Set(['ExitPromptError', 'AbortPromptError']);

function controller() {
  const one = new AbortController();
  return { signal: one.signal, abort: () => one.abort() };
}

/** Marks that every terminal has. */
const ASCII = {
  prefix: { idle: '?', done: '*' },
  icon: { cursor: '>' },
  style: {
    keysHelpTip: () => 'arrow keys: choose, Enter: take it',
  },
};

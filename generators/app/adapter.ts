import { format, styleText } from 'node:util';
import { ask } from '../cli/ask.js';
import type { Terminal } from '../cli/question.js';
import type { Dialogue } from './conflicts.js';

type Style = Parameters<typeof styleText>[0];

/** How statuses look: Yeoman's, and ours of files that were there. */
const STATUS_STYLES: Record<string, Style> = {
  append: 'yellow',
  replace: 'yellow',
  keep: 'cyan',
  create: 'green',
  force: 'yellow',
  skip: 'yellow',
  conflict: 'red',
  identical: 'cyan',
  info: 'gray',
};

const DIFF_STYLES: Record<string, Style> = { added: 'green', removed: 'red', place: 'cyan' };

export interface TerminalOptions extends Terminal {
  color: boolean;
}

/**
 * Yeoman's terminal: statuses and diffs on one stream, questions by inquirer, which is loaded only
 * when the first one is asked. Stands in for `@yeoman/adapter` in the bundle, which loads inquirer,
 * ora and chalk at start.
 */
export class TerminalAdapter {
  readonly #options: TerminalOptions;
  readonly #controller = new AbortController();
  readonly signal = this.#controller.signal;
  readonly log: Log;

  constructor(options: Partial<TerminalOptions> = {}) {
    this.#options = {
      input: process.stdin,
      output: process.stderr,
      color: false,
      unicode: false,
      plain: false,
      ...options,
    };
    this.log = createLog(this.#options);
  }

  async prompt(questions: object[], answers?: object): Promise<Record<string, unknown>> {
    const { default: inquirer } = await import('inquirer');
    const { input, output } = this.#options;
    try {
      return await inquirer.createPromptModule({ input, output })(questions as never, answers as never);
    } catch (error) {
      this.abort(error);
      throw error;
    }
  }

  /** The conflict dialogue on this terminal. */
  get dialogue(): Dialogue {
    const { log } = this;
    return {
      status: (status, path) => void (log[status] as (path: string) => unknown)(path),
      show: (lines) =>
        void (log.colored as (parts: object[]) => unknown)(
          lines.map(({ text, kind }) => ({ message: `${text}\n`, color: kind })),
        ),
      ask: (question) => ask(this.#options, { type: 'expand', ...question }),
    };
  }

  abort(reason?: unknown): void {
    this.#controller.abort(reason);
  }

  close(): void {
    this.abort();
  }

  async onIdle(): Promise<void> {}

  async queue<T>(task: (adapter: TerminalAdapter) => T): Promise<T> {
    return task(this);
  }

  async progress<T>(task: (progress: { step: () => void }) => T): Promise<T> {
    return task({ step() {} });
  }
}

/** The name under which yeoman-environment imports its default adapter. */
export { TerminalAdapter as QueuedAdapter };

interface Log {
  (...words: unknown[]): Log;
  [status: string]: (...words: never[]) => unknown;
}

function createLog({ output, color }: TerminalOptions): Log {
  const paint = (style: Style | undefined, text: string) =>
    color && style !== undefined ? styleText(style, text, { validateStream: false }) : text;
  const write = (text: string) => {
    output.write(text);
    return log;
  };
  const line = (...words: unknown[]) => write(`${format(...words)}\n`);
  const log = ((...words: unknown[]) => line(...words)) as Log;
  Object.assign(log, {
    write: (...words: unknown[]) => write(format(...words)),
    writeln: line,
    ok: line,
    error: line,
    colored: (parts: { message: string; color?: string }[]) =>
      write(parts.map((part) => paint(DIFF_STYLES[part.color ?? ''], part.message)).join('')),
  });
  for (const [status, style] of Object.entries(STATUS_STYLES)) {
    Object.assign(log, { [status]: (path: string) => line(`${paint(style, status.padStart(9))} ${path}`) });
  }
  return log;
}

/** Where questions are asked. */
export interface Terminal {
  input: NodeJS.ReadableStream;
  /** Where the questions go: stderr, so that stdout stays clean. */
  output: NodeJS.WritableStream;
  /** False where the terminal may not show more than ASCII. */
  unicode: boolean;
  /** True where the terminal understands no escape codes: the questions are lines of text then. */
  plain: boolean;
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

/** What the user has answered. */
export interface Answered {
  answer: unknown;
}

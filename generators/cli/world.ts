/** The world outside: streams, and whether somebody is there to answer. */
export interface World {
  cwd: string;
  input: NodeJS.ReadableStream;
  stdout: NodeJS.WritableStream;
  stderr: NodeJS.WritableStream;
  env: Record<string, string | undefined>;
  interactive: boolean;
  /** True where the error output is a terminal: a line on it may change. */
  live: boolean;
  /** How many letters a line of the terminal has. */
  columns: number;
  color: boolean;
  /** True where the terminal shows more than ASCII. */
  unicode: boolean;
  /** True where the terminal understands no escape codes. */
  plain: boolean;
  /** Calls the listener on a signal to end, until the function that it returns is called. */
  onSignal(listener: () => void): () => void;
  /** Runs what a signal must not tear apart; a signal that comes meanwhile counts afterwards. */
  undisturbed<T>(task: () => T): Promise<T>;
}

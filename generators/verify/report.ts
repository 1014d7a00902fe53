import type { Layer } from '../engine/history.js';

/** What was found out by building and starting: plain JSON, `verify` of `--json`. */
export interface Report {
  /** `docker 29.1.2` */
  engine: string;
  built?: { seconds: number };
  image?: { bytes: number; user: string; layers: Layer[] };
  started?: Started;
  /** Whether a server also answers with a root file system that cannot be written, and a `/tmp` in memory. */
  readOnly?: boolean;
  /** The build after one changed line; absent where there is no file to change. */
  rebuilt?: { file: string; seconds: number };
  /** What would be shipped if the stage that builds were the image. */
  singleStage?: { bytes: number };
  failed?: Failure;
}

/** How the program ran. */
export interface Started {
  /** `answers`: a server did; `ends`: a program did, with code 0; `runs`: it listens nowhere, and was still running. */
  outcome: 'answers' | 'ends' | 'runs';
  seconds: number;
  /** Where it answered, and with which status of HTTP; 0 for another protocol. */
  url?: string;
  status?: number;
  /** User ids of its processes. */
  uids?: number[];
  stopSeconds?: number;
  /** The last that it printed before it ended by itself. */
  printed?: string;
}

/** What did not work. */
export interface Failure {
  at: 'build' | 'start';
  /** The instruction or the command, as the log names it. */
  step?: string;
  /** Line of the Dockerfile. */
  line?: number;
  /** The last lines of the log that matter. */
  lines: string[];
  /** What it probably comes from, of the table of known causes. */
  cause?: { id: string; because: string; remedy: string };
}

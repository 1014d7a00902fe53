import { isForeignPort } from '../../../../knowledge/foreign-ports.js';
import type { Situation } from '../../../../plan/ecosystem.js';
import type { Evidence } from '../../../../project/evidence.js';
import type { Server } from '../../app/app.js';
import type { SourceFile } from '../../read/source.js';

/** What is known when the port is looked for. */
export interface PortContext {
  situation: Situation;
  app: Server;
  files: SourceFile[];
  /** The files without comments, and without components of pages: a port in one of those is another program's. */
  code: SourceFile[];
  /** Where the code takes its port from the environment, if it does. */
  reader: { variable: string; from: Evidence } | undefined;
}

/** A port that one source gives. */
export interface PortCandidate {
  value: number;
  from: Evidence;
  /** The reason, where the source alone does not give it. */
  because?: string;
  /** The variable that the program takes it from, where that is not PORT. */
  variable?: string;
  /** True when the program takes its port from the environment, so that another one can be given. */
  reads: boolean;
  /** True for a wish, as against what the repository says. */
  wished?: boolean;
  /** True when nothing in the repository says the number. */
  guessed?: boolean;
}

/** True for a port that a server of the app's own may have, as against a database's or a mail server's. */
export function isOwnPort(value: number): boolean {
  return value >= 80 && value <= 65535 && !isForeignPort(value);
}

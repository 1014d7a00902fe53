import { alsoSeen, type Decision, decide, type Json } from '../../../../plan/decision.js';
import type { Situation } from '../../../../plan/ecosystem.js';
import type { Warning } from '../../../../plan/plan.js';
import type { ProgramActs } from '../../../../plan/step.js';
import { withoutComments } from '../../../../project/comments.js';
import { cite } from '../../../../project/evidence.js';
import type { Server } from '../../app/app.js';
import type { SourceFile } from '../../read/source.js';
import { warn } from '../../sentences.js';
import type { PortCandidate } from './candidate.js';
import { readerOf } from './in-code.js';
import { portCandidates } from './sources.js';

export interface ServerPort {
  ports: Decision<Json>;
  /** Value for its variable in the image, when the server reads one. */
  port: Decision<string> | undefined;
  /** `PORT`, or the name of its own that the server reads. */
  variable: string;
  /** True when nothing in the repository says it. */
  guessed: boolean;
  warnings: Warning[];
  /** Where the code itself listens, as far as it says. */
  heard?: NonNullable<ProgramActs['listens']>[number];
}

/** Components of a page: a port in one of them is another program's. */
const COMPONENT = /\.(?:vue|svelte|astro)$/;

/** The port of a server: what the best of the sources says, and beside it what the others say. */
export function serverPort(situation: Situation, app: Server, files: SourceFile[]): ServerPort {
  const code = files
    .filter(({ path }) => !COMPONENT.test(path))
    .map(({ path, text }) => ({ path, text: withoutComments(text) }));
  const candidates = portCandidates({ situation, app, files, code, reader: readerOf(code) });
  const [best] = candidates;
  if (best === undefined) {
    const ports = decide<Json>([], 'default', 'nothing in the code listens');
    return { ports, port: undefined, variable: 'PORT', guessed: false, warnings: [] };
  }
  // A wish says which port, and not how the program takes it.
  const own = candidates.find(({ wished }) => !wished) ?? best;
  const { value, from, because, guessed = false } = best;
  return {
    ports: alsoSeen(
      decide<Json>([value], from, because),
      value,
      candidates.filter((other) => !other.guessed),
    ),
    port: own.reads ? decide(`${value}`, from) : undefined,
    variable: own.variable ?? 'PORT',
    guessed,
    ...(own.guessed !== true && own.wished !== true && { heard: heardOf(own) }),
    warnings: best.wished ? fixedPort(best, own) : lowPort(best),
  };
}

function heardOf({ value, reads, variable = 'PORT', from }: PortCandidate) {
  return { port: value, from, ...(reads && { variable }) };
}

function fixedPort({ value: wish, from }: PortCandidate, own: PortCandidate): Warning[] {
  return own.reads || own.value === wish
    ? []
    : [warn('port-fixed', { port: own.value, asked: cite(from), wish }, own.from)];
}

function lowPort({ value, from }: PortCandidate): Warning[] {
  return value >= 1024 ? [] : [warn('port-privileged', { port: value }, from)];
}

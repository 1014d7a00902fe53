import type { Candidate } from '../../../plan/candidate.js';
import { decide } from '../../../plan/decision.js';
import type { Situation } from '../../../plan/ecosystem.js';
import { shellWord } from '../../../project/shell.js';
import { entryFile } from '../app/entry.js';
import { commandStart, programStart, reachesServer } from '../app/program-file.js';
import type { Start, StartContext } from '../app/start.js';
import { startVariants } from '../app/start-script.js';
import { foundationOf, startContextOf } from '../version/foundation.js';
import type { NpmFacts } from './facts.js';

type Candidacy = Extract<Start, { kind: 'node' | 'shell' }>;

/** What may be wrong with a start, as against with the app as a whole. */
const OF_THE_START = new Set([
  'command-missing',
  'entry-missing',
  'module-missing',
  'start-develops',
  'start-missing',
  'starts-alike',
]);

/**
 * What else a package may start, where what its scripts say does not work: other scripts first, then the file that
 * `main`, its name or what it does speaks for, then the command that it installs.
 */
export function candidates(situation: Situation<NpmFacts>, problem: string): Candidate[] {
  const { facts } = situation.detection;
  if (!OF_THE_START.has(problem) || facts.kind !== 'package') return [];
  const context = startContextOf(foundationOf(facts.foundation.app, situation));
  const starts = [...startVariants(context), programStart(context), commandStart(context)];
  return starts.flatMap((start) =>
    start === undefined || !staysRunning(context, start) ? [] : candidate(start),
  );
}

/** True for a command, and for what listens somewhere in its files: without a script to say so, others may be mere modules. */
function staysRunning(context: StartContext, start: Candidacy): boolean {
  if (start.kind !== 'node' || start.command === true) return true;
  const entry = entryFile(context, start.args);
  return entry !== undefined && reachesServer(context, entry);
}

function candidate(start: Candidacy): Candidate[] {
  const text = start.kind === 'node' ? ['node', ...start.args].map(shellWord).join(' ') : start.text;
  return [{ wish: 'startCommand', decision: decide(text, start.from, start.because) }];
}

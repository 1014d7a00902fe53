import { failedStep } from './build-log.js';
import { causeOf } from './causes.js';
import type { Failure } from './report.js';

/** What went wrong in a build, from its log. */
export function buildFailure(log: string): Failure {
  const failed = failedStep(log);
  return { at: 'build', ...failed, ...likely(failed.lines, 'build') };
}

/** What went wrong at the start: the first line of the error says what is the matter, the others are the program's own. */
export function startFailure(message: string): Failure {
  const [step = '', ...lines] = message.trimEnd().split('\n');
  return { at: 'start', step, lines: lines.slice(-15), ...likely([step, ...lines], 'start') };
}

function likely(lines: readonly string[], at: Failure['at']): Pick<Failure, 'cause'> {
  const cause = causeOf(lines, at);
  if (cause === undefined) return {};
  const { id, because, remedy } = cause;
  return { cause: { id, because, remedy } };
}

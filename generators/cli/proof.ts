import { EXIT, type ExitCode } from '../errors.js';
import type { Report } from '../verify/report.js';
import type { VerifyRun } from './verify.js';

/** How it went; without a report where nothing was asked for, or a signal ended it. */
export interface Proof {
  report?: Report;
  code: ExitCode;
}

/**
 * Builds and starts it where that is asked for, and says how it went.
 *
 * - `heading`: a line before the report: which of several apps it is of.
 */
export async function proved(run: VerifyRun, heading?: string): Promise<Proof> {
  const { flags, world } = run;
  if (flags.given.verify === undefined) return { code: EXIT.done };
  const { verifyHere } = await import('./verify.js');
  const report = await verifyHere(run);
  if (report === undefined) return { code: EXIT.cancelled };
  const { reportLines } = await import('./report.js');
  const lines = [...(heading === undefined ? [] : [heading]), ...reportLines(report, world)];
  for (const line of lines) world.stderr.write(`${line}\n`);
  return { report, code: report.failed === undefined ? EXIT.done : EXIT.refused };
}

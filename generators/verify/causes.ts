import { type KnownCause, knownCauses } from '../knowledge/known-causes.js';

/** A cause with the line of the log that speaks for it. */
export interface LikelyCause extends Pick<KnownCause, 'id' | 'because' | 'remedy'> {
  line: string;
}

/**
 * What a failure probably comes from. The last line that is a sign of a known cause counts: what stands before it was
 * survived. Of several signs in one line the longest is the most particular.
 */
export function causeOf(lines: readonly string[], at: 'build' | 'start'): LikelyCause | undefined {
  for (const line of [...lines].reverse()) {
    const [best] = knownCauses
      .filter((cause) => cause.at.includes(at))
      .map((cause) => ({ cause, length: signIn(line, cause.says) }))
      .filter(({ length }) => length > 0)
      .sort((a, b) => b.length - a.length);
    if (best === undefined) continue;
    const { id, because, remedy } = best.cause;
    return { id, because, remedy, line };
  }
  return undefined;
}

/** Length of the longest sign that a line holds; 0 without one. */
function signIn(line: string, says: readonly string[]): number {
  return Math.max(0, ...says.filter((text) => line.includes(text)).map(({ length }) => length));
}

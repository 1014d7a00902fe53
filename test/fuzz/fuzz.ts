import fc from 'fast-check';
import { UserError } from '../../generators/errors.js';
import { damagedText } from './damage.js';
import { READERS, type Reader } from './readers.js';

/** What a reader did with many texts. */
export interface Tried {
  runs: number;
  /** The longest that one text took, in milliseconds of the processor. */
  slowestMs: number;
  /** A text that made a defect, with its stack; the smallest that was found. */
  failure?: string;
}

/** Gives a reader texts until one makes a defect: anything but a value or a sentence. */
export function tryReader({ read, corpus }: Reader, runs: number, seed: number): Tried {
  let slowestMs = 0;
  const property = fc.property(damagedText(corpus), (text) => {
    const start = process.cpuUsage();
    try {
      read(text);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
    }
    const { user, system } = process.cpuUsage(start);
    slowestMs = Math.max(slowestMs, (user + system) / 1000);
  });
  const { failed, counterexample, errorInstance, numRuns } = fc.check(property, { numRuns: runs, seed });
  const stack = errorInstance instanceof Error ? errorInstance.stack : '';
  return {
    runs: numRuns,
    slowestMs: Math.round(slowestMs),
    ...(failed && { failure: `${JSON.stringify(counterexample?.[0])} ${stack}` }),
  };
}

/** All readers in turn: as many texts for each as make so many together. */
export function* fuzz(inputs: number, seed: number): Iterable<[name: string, Tried]> {
  const each = Math.ceil(inputs / Object.keys(READERS).length);
  for (const [name, reader] of Object.entries(READERS)) yield [name, tryReader(reader, each, seed)];
}

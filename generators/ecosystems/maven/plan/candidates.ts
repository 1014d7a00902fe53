import type { Candidate } from '../../../plan/candidate.js';
import { decide } from '../../../plan/decision.js';
import type { Situation } from '../../../plan/ecosystem.js';
import type { Candidate as Module } from '../app/detect.js';
import { likeliest } from '../app/main-methods.js';

/** The classes of a module with several main classes that nothing tells apart, the likeliest first. */
export function candidates({ detection }: Situation<Module>, problem: string): Candidate[] {
  const artifact = detection.facts?.artifact;
  if (problem !== 'main-class-open' || artifact?.kind !== 'none') return [];
  return likeliest(artifact.mains ?? []).map(({ name, from }) => ({
    wish: 'startCommand',
    decision: decide(startOf(name), from, 'the likeliest of its main classes'),
  }));
}

/** The command for a class of a jar with its dependencies beside it. */
export function startOf(main: string): string {
  return `java -cp app.jar:lib/* ${main}`;
}

import type { Built } from './built.js';

/** The commands of every RUN on the way to a stage: its own, and those of the stages that it stands on. */
export function runsOf(stages: readonly Built[], { stage }: Built): string[] {
  const parent = stages.find((other) => other.stage !== stage && other.stage.name === stage.base);
  const own = stage.instructions.filter(({ keyword }) => keyword === 'RUN').map(({ rest }) => rest);
  return [...(parent === undefined ? [] : runsOf(stages, parent)), ...own];
}

import type { Effect, Step } from '../plan/step.js';
import type { Instruction } from './dockerfile.js';
import { effectsOf } from './effects.js';
import { resolve, type Tree } from './tree.js';

/** What is known of a RUN. */
export interface Known {
  steps: readonly Step[];
  /** True where installing packages runs a script of the repository. */
  scripted: boolean;
}

/** What the commands of a RUN do, as its steps declare it or as the tools are known; undefined where nobody knows. */
export function effectsOfRun(instruction: Instruction, { steps, scripted }: Known): Effect[] | undefined {
  const declared = stepsOf(instruction, steps);
  return declared.length > 0 ? declared : effectsOf(squeezed(instruction.rest), scripted);
}

/** The steps that a RUN holds. */
export function stepsOf({ rest }: Instruction, steps: readonly Step[]): Step[] {
  const command = squeezed(rest);
  return steps.filter(({ run }) => command.includes(squeezed(run)));
}

/**
 * A tree when a RUN has gone over it. Of a command that nobody knows the tree of the working directory and all
 * places it names may hold anything then.
 */
export function applyRun(tree: Tree, workdir: string, instruction: Instruction, known: Known): Tree {
  const effects = effectsOfRun(instruction, known);
  let after = effects === undefined ? tree.withOpen(rootOf(workdir)) : tree;
  for (const { makes = [], opens = [], nested = [], removes = [] } of effects ?? []) {
    for (const name of nested) after = after.withNested(workdir, name);
    for (const path of removes) after = after.without(resolve(workdir, path));
    for (const path of opens) after = after.withOpen(resolve(workdir, path));
    for (const path of makes) after = after.withFile(resolve(workdir, path));
  }
  const command = squeezed(instruction.rest);
  const rest = known.steps.reduce((text, { run }) => text.replace(squeezed(run), ''), command);
  for (const path of absolutePaths(rest)) after = after.withAnything(path);
  return after;
}

/** A build may write beside its own directory: `outDir: '../api/dist'` in `/src/web` makes `/src/api/dist`. */
function rootOf(workdir: string): string {
  return /^\/[^/]*/.exec(workdir)?.[0] ?? workdir;
}

/** Absolute paths that a command names, outside of addresses and mounts. */
function absolutePaths(command: string): string[] {
  return [...command.matchAll(/(?<=^|[\s="'>])(\/[\w.@-]+(?:\/[\w.@-]+)*)/g)]
    .map(([, path = '']) => path)
    .filter((path) => !path.startsWith('/dev/'));
}

function squeezed(text: string): string {
  return text
    .replace(/\\\s*\n/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

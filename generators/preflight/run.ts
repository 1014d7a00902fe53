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

/** Where a RUN begins: the files, the directory it works in, and what its environment says. */
export interface Before {
  tree: Tree;
  workdir: string;
  environment: ReadonlyMap<string, string>;
}

/**
 * A tree when a RUN has gone over it. Of a command that nobody knows the tree of the working directory and all
 * places that it or its environment names may hold anything then.
 */
export function applyRun(
  { tree, workdir, environment }: Before,
  instruction: Instruction,
  { steps, effects }: Pick<Known, 'steps'> & { effects: readonly Effect[] | undefined },
): Tree {
  let after = effects === undefined ? tree.withOpen(rootOf(workdir)) : tree;
  for (const { makes = [], opens = [], nested = [], removes = [] } of effects ?? []) {
    for (const name of nested) after = after.withNested(workdir, name);
    for (const path of removes) after = after.without(resolve(workdir, path));
    for (const path of opens) after = after.withOpen(resolve(workdir, path));
    for (const path of makes) after = after.withFile(resolve(workdir, path));
  }
  const command = squeezed(instruction.rest);
  const rest = steps.reduce((text, { run }) => text.replace(squeezed(run), ''), command);
  const named = effects === undefined ? placesIn(environment) : [];
  for (const path of [...absolutePaths(rest), ...named]) after = after.withAnything(path);
  return after;
}

/** Where an environment tells a program to write: `UV_PROJECT_ENVIRONMENT=/venv`. */
function placesIn(environment: ReadonlyMap<string, string>): string[] {
  return [...environment.values()]
    .flatMap((value) => value.split(':'))
    .filter((place) => /^\/[\w.@-]/.test(place));
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

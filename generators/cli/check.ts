import { type Drift, driftOf } from '../drift/drift.js';
import { recordedCommand } from '../drift/recorded.js';
import { EXIT, type ExitCode } from '../errors.js';
import { ownVersion } from '../home.js';
import { SHAPING } from '../plan/options.js';
import type { Plan } from '../plan/plan.js';
import { shellWord } from '../project/shell.js';
import { listed, printable, shown } from '../project/shown.js';
import type { OutputFile } from '../render/render.js';
import { compare } from '../write/compare.js';
import { type Flags, parseFlags } from './flags.js';
import type { World } from './world.js';

/**
 * The flags with those of the command that a generated Dockerfile names, where none was given that shapes it.
 *
 * Throws a UserError where that command is none of this version's.
 */
export async function withRecorded(flags: Flags, dockerfile: string | undefined): Promise<Flags> {
  // --pin asks for the digests of today, of the file that is there.
  const given = SHAPING.some(
    (name) => name !== 'pin' && flags.given[name as keyof Flags['given']] !== undefined,
  );
  const recorded = given || dockerfile === undefined ? undefined : recordedCommand(dockerfile);
  if (recorded === undefined) return flags;
  const { given: before } = await parseFlags(recorded.words);
  const kept = Object.entries(before).filter(([name]) => SHAPING.includes(name));
  return { ...flags, given: { ...Object.fromEntries(kept), ...flags.given } };
}

/** Files as they would be written, with the plan that they are from. */
export interface Part {
  plan: Plan;
  files: readonly OutputFile[];
}

export interface CheckRun {
  directory: string;
  parts: readonly Part[];
  flags: Flags;
  /** The output of `--json`, with what was found. */
  json(found: { check: { upToDate: boolean; files: Drift[] } }): string;
  /** The directory as the user gets there. */
  place: string;
  world: World;
}

/** Says whether the files on disk are what would be generated today: 0 when they are, else 1 with what would change. */
export function check({ directory, parts, flags, json, place, world }: CheckRun): ExitCode {
  const drifts = parts.flatMap(({ files, plan }) => driftOf(compare(directory, files), plan, ownVersion()));
  const files = parts.flatMap((part) => part.files);
  const names = listed(files.map(({ path }) => path));
  if (flags.given.json) {
    world.stdout.write(json({ check: { upToDate: drifts.length === 0, files: drifts } }));
    return drifts.length === 0 ? EXIT.done : EXIT.refused;
  }
  if (drifts.length === 0) {
    world.stderr.write(`${names} ${files.length > 1 ? 'are' : 'is'} up to date\n`);
    return EXIT.done;
  }
  for (const { path, patch, because } of drifts) {
    world.stdout.write(printable(patch));
    for (const reason of because) world.stderr.write(`${path}: ${shown(reason)}\n`);
    if (world.env.GITHUB_ACTIONS === 'true') annotate(world, path, patch);
  }
  const all = flags.given.all === true ? ' --all' : '';
  const where = place === '.' ? '' : ` ${shellWord(place)}`;
  world.stderr.write(
    `${listed(drifts.map(({ path }) => path))} would change. To take it: npx create-dockerfile${all}${where}\n`,
  );
  return EXIT.refused;
}

/** What would change in the files that are there, as `diff -u` has it. */
export function differencesOf(directory: string, { files, plan }: Part): string {
  const there = compare(directory, files).filter(({ before }) => before !== undefined);
  return driftOf(there, plan, ownVersion())
    .map(({ patch }) => printable(patch))
    .join('');
}

/** A remark at each place that would change: https://docs.github.com/actions/reference/workflow-commands-for-github-actions */
function annotate({ stdout }: World, path: string, patch: string): void {
  for (const [, start = '1', count = '1'] of patch.matchAll(/^@@ -(\d+)(?:,(\d+))? /gm)) {
    const first = Math.max(1, Number(start));
    const last = Math.max(first, first + Number(count) - 1);
    stdout.write(
      `::error file=${path},line=${first},endLine=${last},title=Not as generated::These lines would change: npx create-dockerfile\n`,
    );
  }
}

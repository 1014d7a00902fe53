import type { Product } from '../produce.js';
import { onTerminal } from '../project/shown.js';
import type { OutputFile } from '../render/render.js';
import { type Cost, measure } from '../verify/measure.js';
import { flagWords } from '../verify/words.js';
import { onEngine } from './engine-run.js';
import { failureLines, seconds, size } from './report.js';
import type { World } from './world.js';

/** A Dockerfile and what would be generated instead, both built here. */
export interface Measured {
  /** `docker 29.1.2` */
  engine: string;
  audited: Cost;
  generated?: Cost;
}

export interface MeasuredRun {
  directory: string;
  /** The Dockerfile and its .dockerignore, under the names that the engine looks for. */
  files: readonly OutputFile[];
  /** What would be generated, where that is possible. */
  product?: Product;
  world: World;
}

/**
 * Builds the Dockerfile that was looked over, and the one that would be generated, each in a copy of the context.
 *
 * Returns nothing when a signal ended it. Throws a UserError where there is no engine.
 */
export function measured({ directory, files, product, world }: MeasuredRun): Promise<Measured | undefined> {
  return onEngine(world, async (engine, { step: onStep }) => {
    const common = {
      docker: engine.docker,
      cleaner: engine.withoutSignal,
      directory,
      app: product?.plan.app.value ?? '.',
      onStep,
    };
    const audited = await measure({ ...common, files, flags: [] });
    if (product === undefined) return { engine: engine.title, audited };
    const flags = flagWords(product.plan.buildFlags, { ...world.env, PWD: directory });
    const generated = await measure({ ...common, files: product.files, flags });
    return { engine: engine.title, audited, generated };
  });
}

/** What was measured, as a table; of a build that failed what it failed at. */
export function measuredLines(
  { engine, audited, generated }: Measured,
  name: string,
  world: World,
): string[] {
  const changed = audited.rebuilt?.file ?? generated?.rebuilt?.file;
  const heads = ['image', 'all steps', ...(changed === undefined ? [] : [`one changed line (${changed})`])];
  const rows = [
    [`Measured with ${engine}`, ...heads],
    [`  ${name}`, ...cellsOf(audited)],
    ...(generated === undefined ? [] : [['  what is generated', ...cellsOf(generated)]]),
  ];
  const widths = rows[0]?.map((_, i) => Math.max(...rows.map((row) => row[i]?.length ?? 0))) ?? [];
  return [
    ...rows.map((row) => row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join('  ')),
    ...(audited.failed === undefined ? [] : failureLines(audited.failed)),
  ].map((line) => onTerminal(line.trimEnd(), world));
}

function cellsOf({ bytes, seconds: whole, rebuilt, failed }: Cost): string[] {
  if (failed !== undefined) return ['does not build'];
  return [
    size(bytes ?? 0),
    seconds(whole ?? 0),
    ...(rebuilt === undefined ? [] : [seconds(rebuilt.seconds)]),
  ];
}

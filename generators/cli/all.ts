import { bakeFile } from '../delivery/bake.js';
import { deliveryFiles } from '../delivery/delivery.js';
import { type EveryApp, everyApp, type PlacedApp } from '../delivery/every-app.js';
import { EXIT, type ExitCode } from '../errors.js';
import { ownVersion } from '../home.js';
import { fileFlag } from '../plan/placement.js';
import type { Request } from '../produce.js';
import { onTerminal, shown } from '../project/shown.js';
import type { OutputFile } from '../render/render.js';
import type { Report } from '../verify/report.js';
import { commands, deliveryLines, goTo } from './closing.js';
import { explain, warningLines } from './explain.js';
import type { Flags } from './flags.js';
import { allAsJson } from './json.js';
import { printed } from './printed.js';
import { proved } from './proof.js';
import type { VerifyRun } from './verify.js';
import type { World } from './world.js';
import { dryRun, writeFiles } from './write-files.js';

export interface AllRun {
  request: Request;
  directory: string;
  /** The directory as the user gets there; `.` where they stand in it. */
  place: string;
  flags: Flags;
  world: World;
  /** True where registries are asked for digests, as against keeping those that are written. */
  asksForPins: boolean;
}

/**
 * Runs a command line with `--all`. Nothing is asked but whether a file that is there may be replaced. Returns the exit code.
 *
 * Throws a UserError for everything the user can mend.
 */
export async function runAll({
  request,
  directory,
  place,
  flags,
  world,
  asksForPins,
}: AllRun): Promise<ExitCode> {
  const { given } = flags;
  const say = (line: string) => world.stderr.write(`${onTerminal(line, world)}\n`);
  const all = await everyApp(request);
  for (const line of heard(all)) say(line);
  if (given.explain) {
    const stream = given.json || given.print !== undefined ? world.stderr : world.stdout;
    for (const { name, product } of all.apps)
      stream.write(onTerminal(`${name}\n${explain(product.plan, product)}`, world));
  }
  const parts = await partsPinned(partsOf(all, request), request, asksForPins ? world : undefined);
  const files = parts.flatMap((part) => part.files);
  if (given.check) {
    const { check } = await import('./check.js');
    const json = (found: object) => allAsJson(all, files, { ...found });
    return check({ directory, parts, flags, json, place, world });
  }
  const prove = () => allProved(all.apps, { directory, flags, world });
  if (given.json) {
    const { code, reports } = await prove();
    world.stdout.write(allAsJson(all, files, reports && { verify: reports }));
    return code;
  }
  if (given.print !== undefined) {
    world.stdout.write(printed(files, flags));
    return (await prove()).code;
  }
  if (given['dry-run']) {
    const { differencesOf } = await import('./check.js');
    for (const line of dryRun(directory, files)) say(line);
    for (const part of parts) world.stdout.write(differencesOf(directory, part));
    return (await prove()).code;
  }
  const kept = await writeFiles({ directory, files, flags, world });
  for (const line of closingLines(all, { place, kept, files })) say(line);
  return (await prove()).code;
}

/** Notes and warnings, those of an app behind its name. */
function heard({ apps, notes }: EveryApp): string[] {
  return [
    ...notes,
    ...apps.flatMap(({ name, product }) => [
      ...product.notes.map((note) => `${name}: ${note}`),
      ...warningLines(product.plan).map((line) => `warning: ${name}: ${line}`),
    ]),
  ].map(shown);
}

/** The files of each app, and what builds and starts them together. */
function partsOf({ apps }: EveryApp, { project, delivery = {} }: Request) {
  const [first] = apps;
  const parts = apps.map(({ product, files }) => ({
    plan: product.plan,
    files: files as readonly OutputFile[],
  }));
  if (first === undefined) return parts;
  const { plan, command } = first.product;
  const made = { version: ownVersion(), command };
  const together: OutputFile[] = [];
  if (apps.length > 1) together.push(bakeFile(apps, made));
  const placed = apps.map(({ name, product }) => ({ name, plan: product.plan, placed: true }));
  together.push(...deliveryFiles({ apps: placed, project, delivery, made }));
  return [...parts, { plan, files: together }];
}

type Parts = ReturnType<typeof partsOf>;

/**
 * With digests beside the tags of every Dockerfile, where that is asked for.
 *
 * - `asking`: where registries are asked; else what is written already stays.
 */
async function partsPinned(
  parts: Parts,
  { delivery = {}, project }: Request,
  asking: World | undefined,
): Promise<Parts> {
  if (!delivery.pin) return parts;
  const { pinned, registries } = await import('./pin.js');
  const run = { project, ask: asking && registries(asking) };
  return Promise.all(parts.map(async (part) => ({ ...part, files: await pinned(part.files, run) })));
}

interface Outcome {
  place: string;
  kept: readonly string[];
  files: readonly OutputFile[];
}

/** What was made for each app, and how to build and run it. */
function closingLines({ apps }: EveryApp, { place, kept, files }: Outcome): string[] {
  const there = goTo(place);
  const width = Math.max(...apps.map(({ name }) => name.length));
  return [
    ...apps.map(
      ({ name, product: { plan, detection } }) =>
        `${name.padEnd(width)}  ${shown(detection.title)}, ${plan.base.value} base`,
    ),
    ...kept.map((path) => `${path} is as it was`),
    ...(apps.length > 1 ? [`All of them: ${there}docker buildx bake`] : []),
    ...deliveryLines(files, there),
    ...apps.map(
      ({ name, product: { plan } }) =>
        `${name.padEnd(width)}  ${there}${commands(plan, name, fileFlag(plan.app.value))}`,
    ),
  ];
}

/** Builds and starts one after the other where that is asked for, and says how each went. */
async function allProved(
  apps: readonly PlacedApp[],
  run: Omit<VerifyRun, 'product'>,
): Promise<{ code: ExitCode; reports?: Record<string, Report> }> {
  const reports: Record<string, Report> = {};
  let code: ExitCode = EXIT.done;
  for (const { name, product } of apps) {
    const proof = await proved({ ...run, product }, name);
    if (proof.report === undefined) return { code: proof.code };
    reports[name] = proof.report;
    if (proof.code !== EXIT.done) code = proof.code;
  }
  return { code, reports };
}

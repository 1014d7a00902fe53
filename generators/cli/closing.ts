import { basename } from 'node:path';
import type { Plan } from '../plan/plan.js';
import { publishedIn } from '../plan/ports.js';
import type { Product } from '../produce.js';
import { shellWord } from '../project/shell.js';
import { shown } from '../project/shown.js';
import type { OutputFile } from '../render/render.js';
import { summary } from './explain.js';

/** What the last lines depend on besides the product. */
export interface Outcome {
  directory: string;
  /** The directory as the user gets there; `.` where they stand in it. */
  place: string;
  interactive: boolean;
  /** Files that the user has kept as they were. */
  kept: readonly string[];
}

/** What was decided in one line, how to use it, and how to repeat it; where a file was kept, what that means. */
export function closing(
  { plan, command, detection, files }: Product,
  { directory, place, interactive, kept }: Outcome,
): string[] {
  const there = goTo(place);
  const title = `${shown(detection.title)}, ${plan.base.value} base`;
  if (kept.includes('Dockerfile')) {
    return [
      'Dockerfile is as it was: the one made for this repository was not written',
      `To read that one: ${there}${command} --print`,
    ];
  }
  return [
    title,
    summary(plan),
    ...kept.map(
      (path) => `${path} is as it was, and the Dockerfile was made for another one: the build may fail`,
    ),
    `Next: ${there}${commands(plan, imageName(detection.app, directory))}`,
    ...deliveryLines(files, there),
    ...(holds(plan, 'test') ? [`Test: ${there}docker build ${buildFlags(plan)}--target test .`] : []),
    ...(interactive ? [`Again without questions: ${there}${command}`] : []),
  ];
}

/** What to do with the compose file and the pipeline, where they are among the files. */
export function deliveryLines(files: readonly OutputFile[], there: string): string[] {
  const composed = files.some(({ path }) => /compose\.ya?ml$/.test(path));
  const pipeline = files.find(({ path }) => /^\.github\/workflows\/|^\.gitlab.*\.yml$/.test(path));
  return [
    ...(composed ? [`Or:   ${there}docker compose up --build --wait`] : []),
    ...(pipeline === undefined
      ? []
      : [
          `CI:   ${pipeline.path} checks every request to merge, and pushes the image from the default branch`,
        ]),
  ];
}

/** What stands before a command so that it works where it is pasted: paths in it are those of the repository. */
export function goTo(place: string): string {
  return place === '.' ? '' : `cd ${shellWord(place)} && `;
}

/**
 * How the image is built and run.
 *
 * - `file`: what tells the builder of the Dockerfile, where it does not stand at the root: `-f web/Dockerfile `.
 */
export function commands(plan: Plan, image: string, file = ''): string {
  const publish = publishedIn(plan)
    .map((port) => `-p ${port} `)
    .join('');
  const init = plan.init === undefined ? '' : '--init ';
  const given = (plan.runFlags ?? []).map(({ value }) => `${value} `).join('');
  const behind = (plan.runArguments ?? []).map(({ value }) => ` ${value}`).join('');
  const run = `docker run --rm ${init}${publish}${given}${image}${behind}`;
  return `docker build ${file}${buildFlags(plan)}-t ${image} . && ${run}`;
}

/** What the build has to be given, ready to be put into a command. */
function buildFlags(plan: Plan): string {
  return plan.buildFlags.map(({ value }) => `${value} `).join('');
}

function holds({ variables }: Plan, stage: string): boolean {
  return (variables[stage]?.value ?? null) !== null;
}

/** Named after the app's directory, unless that is called as in every other repository. */
export function imageName(app: string, directory: string): string {
  const own = basename(app);
  const common = /^(\.|cmd|src|main|app|server|api|web|backend|cli)$/.test(own);
  const name = (common ? basename(directory) : own).toLowerCase().replace(/[^a-z0-9]+/g, '-');
  return name.replace(/^-|-$/g, '') || 'app';
}

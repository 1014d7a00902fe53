import { realpathSync, statSync } from 'node:fs';
import { basename, relative, resolve } from 'node:path';
import { EXIT, type ExitCode, UserError } from '../errors.js';
import { defaultCatalog, ownVersion } from '../home.js';
import type { Plan } from '../plan/plan.js';
import { refuse } from '../plan/shared-sentences.js';
import { type Product, produce } from '../produce.js';
import { diskProject } from '../project/disk.js';
import { shellWord } from '../project/shell.js';
import { printable, shown } from '../project/shown.js';
import { type ComparedFile, compare } from '../write/compare.js';
import { enclosing } from './enclosing.js';
import { explain, summary, warningLines } from './explain.js';
import { type Flags, requested } from './flags.js';
import { createPrompter } from './prompt.js';

/** The world outside: streams, and whether somebody is there to answer. */
export interface World {
  cwd: string;
  input: NodeJS.ReadableStream;
  stdout: NodeJS.WritableStream;
  stderr: NodeJS.WritableStream;
  interactive: boolean;
  color: boolean;
}

/**
 * Runs one command line that is neither --help nor --version. Returns the exit code.
 *
 * Throws a UserError for everything the user can mend.
 */
export async function run(flags: Flags, world: World): Promise<ExitCode> {
  const asked = existingDirectory(resolve(world.cwd, flags.directory));
  const { directory, app } = await contextFor(asked, flags, world);
  const terminal = { input: world.input, output: world.stderr };
  const product = await produce({
    version: ownVersion(),
    project: diskProject(directory),
    catalog: defaultCatalog(),
    ...requested(flags),
    ...(app !== undefined && { app }),
    ...(world.interactive && { prompter: createPrompter(terminal) }),
  });
  const say = (text: string) => world.stderr.write(`${printable(text)}\n`);
  for (const note of product.notes) say(shown(note));
  for (const line of warningLines(product.plan)) say(`warning: ${shown(line)}`);
  if (flags.given.explain) {
    const stream = printsData(flags) ? world.stderr : world.stdout;
    stream.write(printable(explain(product.plan, product)));
  }
  if (printsData(flags)) {
    world.stdout.write(flags.given.json ? planAsJson(product) : dockerfileOf(product));
    return EXIT.done;
  }
  const files = compare(directory, product.files);
  if (flags.given['dry-run']) {
    for (const { path, state } of files) say(`${DRY_RUN[state]} ${path}`);
    return EXIT.done;
  }
  await write({ directory, files, flags, world });
  for (const line of closing(product, directory, world.interactive)) say(line);
  return EXIT.done;
}

/**
 * The directory that becomes the build context: the one that was asked for, or the root of what it is a part of, where
 * somebody is there to agree.
 */
async function contextFor(
  directory: string,
  flags: Flags,
  world: World,
): Promise<{ directory: string; app?: string }> {
  const outer = await enclosing(directory);
  if (outer === undefined) return { directory };
  const { root, path, ecosystem } = outer;
  const kind = KINDS[ecosystem];
  const app = typeof flags.given.app === 'string' ? `${path}/${flags.given.app}` : path;
  if (world.interactive) {
    const question = `${path} is a part of the ${kind} in ${root} and builds only from there. Run it there for this app?`;
    const there = await createPrompter({ input: world.input, output: world.stderr }).confirm(shown(question));
    return there ? { directory: root, app } : { directory };
  }
  const from = relative(world.cwd, root) || '.';
  const command = `npx create-dockerfile ${shellWord(from)} --app ${shellWord(app)}`;
  throw refuse('enclosed', { path: basename(directory), root: from, kind, command });
}

const KINDS = { go: 'Go module', npm: 'workspace', maven: 'Maven build' } as const;

const DRY_RUN = {
  create: 'would create',
  identical: 'is up to date:',
  append: 'would add lines to',
  conflict: 'would replace',
} as const;

interface WriteJob {
  directory: string;
  files: readonly ComparedFile[];
  flags: Flags;
  world: World;
}

async function write({ directory, files, flags, world }: WriteJob): Promise<void> {
  const forced = flags.given.force === true;
  const conflicts = files.filter(({ state }) => state === 'conflict');
  if (conflicts.length > 0 && !forced && !world.interactive) {
    throw new UserError(
      `${conflicts.map(({ path }) => path).join(' and ')} would change: nothing was written`,
      {
        hint: 'Compare with --print, or overwrite with --force.',
      },
    );
  }
  for (const { path } of files.filter(({ state }) => state === 'identical')) {
    world.stderr.write(`identical ${path}\n`);
  }
  const changed = files.filter(({ state }) => state !== 'identical');
  if (changed.length === 0) return;
  const { writeWithYeoman } = await import('../app/index.js');
  const terminal = { input: world.input, output: world.stderr, color: world.color };
  await writeWithYeoman({ directory, files: changed, terminal, ask: world.interactive && !forced });
}

/** True when stdout carries the plan or the Dockerfile and nothing is written. */
function printsData({ given }: Flags): boolean {
  return given.json === true || given.print === true;
}

function planAsJson({ plan, command }: Product): string {
  return `${JSON.stringify({ ...plan, command }, null, 2)}\n`;
}

function dockerfileOf({ files }: Product): string {
  return files.find(({ path }) => path === 'Dockerfile')?.contents ?? '';
}

/** What was decided in one line, how to use it, and how to repeat it. */
function closing({ plan, command, detection }: Product, directory: string, interactive: boolean): string[] {
  const image = imageName(detection.app, directory);
  const ports = plan.variables.ports?.value;
  const publish = Array.isArray(ports) ? ports.map((port) => `-p ${port}:${port} `).join('') : '';
  const init = plan.init === undefined ? '' : '--init ';
  const given = (plan.runFlags ?? []).map(({ value }) => `${value} `).join('');
  return [
    `${shown(detection.title)}, ${plan.base.value} base`,
    summary(plan),
    `Next: docker build ${buildFlags(plan)}-t ${image} . && docker run --rm ${init}${publish}${given}${image}`,
    ...(holds(plan, 'test') ? [`Test: docker build ${buildFlags(plan)}--target test .`] : []),
    ...(interactive ? [`Again without questions: ${command}`] : []),
  ];
}

/** What the build has to be given, ready to be put into a command. */
function buildFlags(plan: Plan): string {
  return plan.buildFlags.map(({ value }) => `${value} `).join('');
}

function holds({ variables }: Plan, stage: string): boolean {
  return (variables[stage]?.value ?? null) !== null;
}

/** Named after the app's directory, unless that is called as in every other repository. */
function imageName(app: string, directory: string): string {
  const own = basename(app);
  const common = /^(\.|cmd|src|main|app|server|api|web|backend|cli)$/.test(own);
  const name = (common ? basename(directory) : own).toLowerCase().replace(/[^a-z0-9]+/g, '-');
  return name.replace(/^-+|-+$/g, '') || 'app';
}

function existingDirectory(path: string): string {
  try {
    const real = realpathSync(path);
    if (statSync(real).isDirectory()) return real;
  } catch {
    // Reported below, in the words of the user.
  }
  throw new UserError(`there is no directory ${path}`, {
    exitCode: EXIT.usage,
    hint: 'After "npm create dockerfile", flags go behind "--".',
  });
}

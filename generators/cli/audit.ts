import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { audit, lacks } from '../audit/audit.js';
import { sarif } from '../audit/sarif.js';
import { weighIn } from '../audit/weigh.js';
import { EXIT, type ExitCode, UserError } from '../errors.js';
import { defaultCatalog, ownVersion } from '../home.js';
import { type Product, produce } from '../produce.js';
import { diskProject } from '../project/disk.js';
import { onTerminal } from '../project/shown.js';
import { auditLines, insteadLine } from './audit-lines.js';
import { differencesOf } from './check.js';
import { run } from './run.js';
import { commandArguments, misuse } from './subcommand.js';
import type { World } from './world.js';

const USAGE = `Looks a Dockerfile over: structure, cache, correctness, security. No file is changed.

Usage: npx create-dockerfile audit [FILE] [options]

  --context DIR  the build context, by default the directory of the Dockerfile, or the one above it that has what is copied
  --verify       build it, and what would be generated: image, build and rebuild as they are on this machine
  --diff         print what would be generated instead, as a difference
  --fix          write what would be generated instead, after the question that every run asks
  --json         print the findings as JSON
  --sarif        print them in SARIF 2.1.0, for code scanning

Exit codes: 0 nothing serious, 1 an error was found, 2 bad usage.
`;

const OPTIONS = {
  context: { type: 'string' },
  verify: { type: 'boolean' },
  diff: { type: 'boolean' },
  fix: { type: 'boolean' },
  json: { type: 'boolean' },
  sarif: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

/**
 * Runs `create-dockerfile audit …`. Returns the exit code.
 *
 * Throws a UserError for everything the user can mend.
 */
export async function runAudit(argv: readonly string[], world: World): Promise<ExitCode> {
  const { values, positionals } = commandArguments('audit', argv, OPTIONS);
  if (values.help === true) {
    world.stdout.write(USAGE);
    return EXIT.done;
  }
  if (positionals.length > 1) throw usage(`audit takes one file, got ${positionals.length}`);
  const file = fileOf(resolve(world.cwd, positionals[0] ?? 'Dockerfile'));
  const text = readFileSync(file, 'utf8');
  const directory = values.context === undefined ? contextOf(file, text) : resolve(world.cwd, values.context);
  if (!existsSync(directory)) throw usage(`there is no directory ${directory}`);
  if (values.fix === true) return run({ directory, given: {} }, world);
  const project = diskProject(directory);
  const dockerignore = ignoreText(file, directory);
  const found = audit({ text, dockerignore, project, weigh: weighIn(directory) });
  const name = relative(world.cwd, file) || file;
  const product = await instead(directory);
  const asked = { directory, text, dockerignore, product, world };
  const measured = values.verify === true ? await costs(asked) : undefined;
  if (values.verify === true && measured === undefined) return EXIT.cancelled;
  const serious =
    found.findings.some(({ severity }) => severity === 'error') || measured?.audited.failed !== undefined;
  if (values.json === true) {
    const generated = product === undefined ? {} : { command: product.command };
    const whole = { format: 1, file: name, ...found, ...generated, ...(measured && { measured }) };
    world.stdout.write(`${JSON.stringify(whole, null, 2)}\n`);
  } else if (values.sarif === true) {
    world.stdout.write(`${JSON.stringify(sarif(found.findings, name, ownVersion()), null, 2)}\n`);
  } else {
    const say = (line: string) => world.stdout.write(onTerminal(`${line}\n`, world));
    for (const line of auditLines(found, name)) say(line);
    if (measured !== undefined) {
      const { measuredLines } = await import('./audit-measured.js');
      for (const line of measuredLines(measured, name, world)) say(line);
    }
    if (product !== undefined) {
      const difference = values.diff === true ? differencesOf(directory, product) : '';
      world.stdout.write(difference);
      if (difference === '') say(`Instead: ${insteadLine(product, positionals[0], values.context)}`);
    }
  }
  return serious ? EXIT.refused : EXIT.done;
}

interface Measurable {
  directory: string;
  text: string;
  dockerignore: string | undefined;
  product: Product | undefined;
  world: World;
}

/** What both cost on this machine; nothing when a signal came. */
async function costs({ directory, text, dockerignore = '', product, world }: Measurable) {
  const { measured } = await import('./audit-measured.js');
  const files = [
    { path: 'Dockerfile', contents: text },
    { path: '.dockerignore', contents: dockerignore },
  ];
  return measured({ directory, files, ...(product && { product }), world });
}

const usage = (message: string) => misuse('audit', message);

function fileOf(path: string): string {
  if (!existsSync(path)) throw usage(`there is no file ${path}`);
  return statSync(path).isDirectory() ? fileOf(resolve(path, 'Dockerfile')) : path;
}

/** Directories above a Dockerfile that are tried: `deploy/docker/api/Dockerfile`. */
const MOST_UPWARDS = 4;

/**
 * The directory in which all that it copies is there: that of the Dockerfile, or one above it, up to the root of the repository.
 */
function contextOf(file: string, text: string): string {
  const own = dirname(file);
  const isWhole = (directory: string) => {
    const project = diskProject(directory);
    return lacks({ text, dockerignore: ignoreText(file, directory), project }).length === 0;
  };
  let at = own;
  for (let steps = 0; steps < MOST_UPWARDS; steps++) {
    if (isWhole(at)) return at;
    if (existsSync(join(at, '.git')) || dirname(at) === at) break;
    at = dirname(at);
  }
  return own;
}

/** BuildKit takes `Dockerfile.dockerignore` before the one of the context. */
function ignoreText(file: string, directory: string): string | undefined {
  const path = [`${file}.dockerignore`, resolve(directory, '.dockerignore')].find((one) => existsSync(one));
  return path === undefined ? undefined : readFileSync(path, 'utf8');
}

/** What would be generated; nothing where that is not possible, which is no fault of the Dockerfile's. */
async function instead(directory: string): Promise<Product | undefined> {
  try {
    return await produce({
      version: ownVersion(),
      project: diskProject(directory),
      catalog: defaultCatalog(),
      wishes: {},
    });
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}

import type { Product } from '../plan/product.js';
import { citeLine } from '../project/evidence.js';
import { directoryOf } from '../project/paths.js';
import { wildcard } from '../project/wildcard.js';
import type { Built } from './built.js';
import type { BuildContext } from './context.js';
import { expand } from './copy.js';
import type { Instruction } from './dockerfile.js';
import { type Finding, finding } from './finding.js';
import { classOf, startedJar, takenIn } from './java-words.js';
import { contextFile } from './origin.js';
import { commandsOf, startWords } from './started.js';
import { resolve } from './tree.js';

/** A path of a stage that somebody takes a package by. */
interface Taken {
  path: string;
  instruction: Instruction;
  /** True when it gets one name, so that a pattern may fit one file only. */
  single: boolean;
}

/**
 * Packages that a Dockerfile takes from a build of Maven and that this build does not make, and main classes that
 * it starts and nobody declares: by what the POMs say. What they do not say is not complained about.
 */
export function checkJava(
  stages: readonly Built[],
  { context, products }: { context: BuildContext; products: readonly Product[] },
): Finding[] {
  const last = stages.at(-1);
  if (last === undefined || products.length === 0) return [];
  const used = new Set<Product>();
  const findings = stages.flatMap((stage) => {
    const outputs = outputsOf(stage, stages, { context, products });
    return outputs.length === 0
      ? []
      : takenFrom(stage, stages).flatMap((taken) => judge(taken, outputs, { stage, stages, used }));
  });
  return [...findings, ...checkMain(last, used.size === 0 ? products : [...used])];
}

/** The build directory of a module in a stage that packs it. */
interface Output {
  directory: string;
  product: Product;
}

/** The build directories that Maven fills in a stage; none where its command changes what the POMs say. */
function outputsOf(
  stage: Built,
  stages: readonly Built[],
  { context, products }: { context: BuildContext; products: readonly Product[] },
): Output[] {
  const commands = runsOf(stage, stages).flatMap(({ rest }) => rest.match(MAVEN) ?? []);
  if (!commands.some((command) => PACKAGES.test(command)) || commands.some((each) => CHANGES.test(each)))
    return [];
  return products.flatMap((product) => {
    const directories = stage.sources.flatMap(({ target, path }) => {
      if (path === product.manifest) return [directoryOf(target)];
      const above = path === '.' ? '' : `${path}/`;
      return product.manifest.startsWith(above) && context.look(path) === 'directory'
        ? [directoryOf(resolve(target, product.manifest.slice(above.length)))]
        : [];
    });
    const outputs = [...new Set(directories)].map((directory) => resolve(directory, product.output));
    return outputs
      .filter((directory) => !isCopied(stage, directory, context))
      .map((directory) => ({ directory, product }));
  });
}

const MAVEN = /\bmvn[wd]?\b(?!\/|\.)[^&|;]*/g;
const PACKAGES = /\s(package|verify|install|deploy)(\s|$)/;
/** Profiles, properties beside those that skip something, and goals of plug-ins may change names and packages. */
const CHANGES =
  /\s(-P\S*|--activate-profiles|(?!dependency:)[\w.-]+:[\w.:-]+|-D(?!\S*skip|includeScope|maven\.repo\.local|style\.color)\S+)/i;

/** True for a build directory that comes with the context. */
function isCopied(stage: Built, directory: string, context: BuildContext): boolean {
  const path = contextFile(stage, directory);
  return path !== undefined && context.look(path) === 'directory';
}

/** The RUNs on the way to a stage, those of the stages that it stands on first. */
function runsOf({ stage }: Built, stages: readonly Built[]): Instruction[] {
  const parent = parentOf(stage, stages);
  const own = stage.instructions.filter(({ keyword }) => keyword === 'RUN');
  return [...(parent === undefined ? [] : runsOf(parent, stages)), ...own];
}

function parentOf({ base, name }: Built['stage'], stages: readonly Built[]): Built | undefined {
  return stages.find(({ stage }) => stage.name !== name && stage.name.toLowerCase() === base.toLowerCase());
}

/** The paths of packages that are taken of a stage: by its own commands, by its start, and by COPY. */
function takenFrom(built: Built, stages: readonly Built[]): Taken[] {
  const own: Taken[] = [];
  let workdir = parentOf(built.stage, stages)?.workdir ?? '/';
  for (const instruction of built.stage.instructions) {
    const { keyword, words, rest } = instruction;
    if (keyword === 'WORKDIR') workdir = resolve(workdir, expand(words[0] ?? '', built));
    if (keyword !== 'RUN') continue;
    for (const { path, single } of takenIn(rest))
      own.push({ path: resolve(workdir, path), instruction, single });
  }
  const start = startedJar(commandsOf(startWords(built)));
  const instruction = built.cmd?.instruction ?? built.entrypoint?.instruction;
  if (start !== undefined && instruction !== undefined && built === stages.at(-1))
    own.push({ path: resolve(built.workdir, start), instruction, single: false });
  return [...own, ...stages.flatMap((other) => copiedFrom(built, other, stages))];
}

function copiedFrom({ stage }: Built, other: Built, stages: readonly Built[]): Taken[] {
  return other.stage.instructions.flatMap((instruction) => {
    const { keyword, flags, words } = instruction;
    const from = flags.get('from')?.toLowerCase();
    const isThis = from === stage.name.toLowerCase() || stages[Number(from)]?.stage === stage;
    if (keyword !== 'COPY' || from === undefined || !isThis) return [];
    const [target = '', ...sources] = words.map((word) => expand(word, other)).reverse();
    const single = sources.length === 1 && !/(^\.?|\/)$/.test(target) && target !== '.';
    return sources.map((source) => ({ path: resolve('/', source), instruction, single }));
  });
}

const PACKAGE = /\.(jar|war)$/;

function judge(
  { path, instruction, single }: Taken,
  outputs: readonly Output[],
  { stage, stages, used }: { stage: Built; stages: readonly Built[]; used: Set<Product> },
): Finding[] {
  const output = outputs.find(({ directory }) => path.startsWith(`${directory}/`));
  if (output === undefined) return [];
  used.add(output.product);
  const { packages } = output.product;
  const [name = '', ...inner] = path.slice(output.directory.length + 1).split('/');
  const isPackage = name === 'quarkus-app' || (inner.length === 0 && PACKAGE.test(name));
  if (packages === undefined || !isPackage || /[$[\]{}]/.test(name)) return [];
  const fits = wildcard(name);
  const values = { path, from: citeLine(packages.from) };
  const runs = runsOf(stage, stages).map(({ rest }) => rest);
  if (![...packages.files, ...packages.perhaps].some((file) => fits.test(file))) {
    const made = runs.some(
      (run) => madeIn(run).some((other) => other !== name && fits.test(other)) || writes(run, name),
    );
    const makes = packages.files.length > 0 ? packages.files : packages.perhaps;
    return made ? [] : [finding('artifact-missing', { ...values, makes }, instruction)];
  }
  const several = packages.files.filter((file) => fits.test(file));
  if (!single || several.length < 2 || runs.some((run) => /\brm\s|\bfind\s|-delete/.test(run))) return [];
  return [finding('artifact-several', { ...values, makes: several }, instruction)];
}

/** Names of packages that a command speaks of. */
function madeIn(run: string): string[] {
  return [...run.matchAll(/(?<![^\s/"'=()])([^\s/"'=()]+\.(?:jar|war))(?![\w.])/g)].map(
    ([, name = '']) => name,
  );
}

/** True where a command names a package last, as what it moves or copies something to. */
function writes(run: string, name: string): boolean {
  return run
    .split(/&&|;/)
    .some((command) => /^\s*(mv|cp|ln|curl|wget|install)\b/.test(command) && command.trim().endsWith(name));
}

/** The class that is started by its name, or by the manifest of the one package that is taken. */
function checkMain(last: Built, products: readonly Product[]): Finding[] {
  const commands = commandsOf(startWords(last));
  const place = last.cmd?.instruction ?? last.entrypoint?.instruction ?? last.stage;
  const lacked = (name: string) => products.every((product) => product.lacks(name));
  const name = commands.map(classOf).find((each) => each !== undefined);
  if (name !== undefined) return lacked(name) ? [finding('main-missing', { name }, place)] : [];
  const [only, ...others] = products;
  const main = only?.main;
  if (main === undefined || others.length > 0 || startedJar(commands) === undefined || !lacked(main.name))
    return [];
  return [finding('main-missing', { name: main.name, from: citeLine(main.from) }, place)];
}

import { withoutComments } from '../../../project/comments.js';
import { below, within } from '../../../project/paths.js';
import type { Project } from '../../../project/project.js';
import { dependenciesOf, inProduction, type Manifest } from '../read/manifest.js';
import { workspaceOf } from '../read/workspace.js';
import type { StartContext } from './start.js';

/** Arguments of node, and the development dependency they need, if they do. */
export interface NodeArguments {
  args: string[];
  needsDev?: string;
  /** What it needs and no manifest lists, as the package manager takes it: `tsx@4`. */
  adds?: string;
}

const COMPILERS = /ts-node|tsx|@swc-node|esbuild-register|babel|sucrase/;

/** Without watching, debugging and env files: they are a developer's. */
export function withoutDeveloperFlags(words: string[]): string[] {
  const valued = (word = '') => /^--(env-file(-if-exists)?|watch-path)$/.test(word);
  return words.filter(
    (word, i, all) => !/^--(watch|hot|inspect|env-file|watch-path)/.test(word) && !valued(all[i - 1]),
  );
}

/** What stays of `node …` in production. */
export function nodeArguments(manifest: Manifest, words: string[]): NodeArguments | undefined {
  const args = withoutDeveloperFlags(withoutHelpers(manifest, withoutPnp(words)));
  if (args.length === 0) return undefined;
  const loader = args.find((word) => COMPILERS.test(word))?.replace(/^(--?\w[\w-]*=)/, '');
  const name = loader?.match(/^(@[^/]+\/[^/]+|[^/@][^/]*)/)?.[0];
  return name !== undefined && name in dependenciesOf(manifest) ? withOwner(manifest, args, name) : { args };
}

/** Without the loader of Plug'n'Play: the modules are installed as directories. */
function withoutPnp(words: string[]): string[] {
  const loads = (word = '') => /(^|[/=])\.pnp\.(c?js|loader\.mjs)$/.test(word);
  return words.filter((word, i) => !loads(word) && !(/^-/.test(word) && loads(words[i + 1])));
}

/** Modules loaded first that only help developers, and are not there in production. */
const HELPERS = /^(source-map-support|dotenv)(\/|$)/;

/** Leaves out `-r source-map-support/register` where that is a development dependency. */
function withoutHelpers(manifest: Manifest, words: string[]): string[] {
  const drops = (word = '') => {
    const name = word.split('/')[0] ?? word;
    return HELPERS.test(word) && name in dependenciesOf(manifest) && !inProduction(manifest, name);
  };
  return words.filter(
    (word, i) =>
      !(/^(-r|--require|--import)$/.test(word) && drops(words[i + 1])) &&
      !(/^(-r|--require|--import)$/.test(words[i - 1] ?? '') && drops(word)),
  );
}

/** Arguments that need a package, with its name when production goes without it. */
export function withOwner(manifest: Manifest, args: string[], owner: string): NodeArguments {
  return inProduction(manifest, owner) ? { args } : { args, needsDev: owner };
}

const DEV_FLAGS =
  /^(watch|--watch|--respawn|--transpile-only|-T|--esm|--exit-child|--poll|--inspect.*|--env-file.*|--clear-screen=.*|--cls|--files|--swc)$/;

const WITH_VALUE = /^(-r|--require|-P|--project|-O)$/;

/** TypeScript run from its sources: the runner becomes a loader of node itself. */
export function typeScriptArguments(
  context: Pick<StartContext, 'project' | 'manifest' | 'lock' | 'line'>,
  program: string,
  words: string[],
): NodeArguments | undefined {
  const { manifest, line } = context;
  const rest = [...words];
  const preloads: string[] = [];
  while (rest[0] !== undefined && (DEV_FLAGS.test(rest[0]) || WITH_VALUE.test(rest[0]))) {
    const flag = rest.shift() ?? '';
    const value = WITH_VALUE.test(flag) ? rest.shift() : undefined;
    if (/^(-r|--require)$/.test(flag) && value !== undefined) preloads.push('-r', value);
  }
  if (rest.length === 0) return undefined;
  const wanted = loaderOf(program);
  const absent = !isInstalled(context, wanted) && !isInstalled(context, program);
  // ts-node is nothing without TypeScript.
  const loader = absent && !isInstalled(context, 'typescript') ? 'tsx' : wanted;
  const esm = manifest.json.type === 'module' || words.includes('--esm') || program === 'ts-node-esm';
  const names = dependenciesOf(manifest);
  const owner = [loader, program, 'ts-node-dev'].find((name) => name in names) ?? loader;
  const [file = '', ...more] = rest;
  const args = [...loaderFlags(loader, esm, line), ...preloads, withEnding(context, file), ...more];
  return absent
    ? { args, needsDev: loader, adds: ADDED[loader] ?? loader }
    : withOwner(manifest, args, owner);
}

/** A source with the ending that its loader finds by itself. */
function withEnding({ project, manifest }: Pick<StartContext, 'project' | 'manifest'>, file: string): string {
  const there = (name: string) => project.has(within(manifest.dir, name) ?? '');
  const ending = there(file)
    ? ''
    : ['.ts', '.tsx', '.mts', '/index.ts'].find((end) => there(`${file}${end}`));
  return `${file}${ending ?? ''}`;
}

/** The major version that an image gets of a loader which no manifest lists. */
const ADDED: Record<string, string> = { tsx: 'tsx@4', 'ts-node': 'ts-node@10' };

/** True for a package that installing brings: listed here or at the root of the workspace, or locked. */
function isInstalled(
  { project, manifest, lock }: Pick<StartContext, 'project' | 'manifest' | 'lock'>,
  name: string,
): boolean {
  const root = workspaceOf(project, manifest)?.root;
  return (
    name in dependenciesOf(manifest) ||
    lock?.packages.has(name) === true ||
    (root !== undefined && name in dependenciesOf(root))
  );
}

function loaderOf(program: string): string {
  if (/^(tsx|esno|esmo)$/.test(program)) return 'tsx';
  if (program === 'babel-node') return '@babel/register';
  return program === 'swc-node' ? '@swc-node/register' : 'ts-node';
}

function loaderFlags(loader: string, esm: boolean, line: number): string[] {
  if (loader === 'tsx') return [line >= 20 ? '--import' : '--loader', 'tsx'];
  if (loader !== 'ts-node') return ['-r', loader];
  return esm ? ['--loader', 'ts-node/esm'] : ['-r', 'ts-node/register/transpile-only'];
}

/** What a settings file has nodemon run: `"exec": "ts-node src/index.ts"`. */
function configuredRunner(project: Project, { dir, json }: Manifest): string | undefined {
  const text = project.read(below(dir, 'nodemon.json')) ?? JSON.stringify(json.nodemonConfig ?? {});
  const exec = /"exec"\s*:\s*"((?:\\.|[^"\\])*)"/.exec(withoutComments(text))?.[1];
  return exec?.replace(/\\(.)/g, '$1');
}

/** What nodemon and its kin watch over, as a command line; undefined when a file of theirs says it. */
export function watched(project: Project, manifest: Manifest, words: string[]): string | undefined {
  const rest = words[0] === 'start' ? words.slice(1) : words;
  if (rest.some((word) => /ecosystem\.config|pm2.{0,200}\.(json|config)|processes\.json/.test(word)))
    return undefined;
  const flag = rest.findIndex((word) => /^(-x|--exec)$/.test(word));
  const runner = flag === -1 ? configuredRunner(project, manifest) : rest[flag + 1];
  const operands = rest.filter((word, i) => !word.startsWith('-') && !/^-/.test(rest[i - 1] ?? ''));
  const watchedPath = /^-(w|-watch|-ignore|i|-config)$/;
  const file =
    rest.find((word, i) => /\.[cm]?[jt]sx?$/.test(word) && !watchedPath.test(rest[i - 1] ?? '')) ??
    operands[0];
  if (runner !== undefined) return file === undefined || runner.includes(file) ? runner : `${runner} ${file}`;
  const target = file ?? manifest.json.main ?? 'index.js';
  const names = dependenciesOf(manifest);
  const typed = ['tsx', 'ts-node'].find((name) => name in names) ?? 'ts-node';
  return `${/\.[cm]?tsx?$/.test(target) ? typed : 'node'} ${target}`;
}

import coerce from 'semver/functions/coerce.js';
import { type NodeCompiler, nodeCompiler } from '../../../knowledge/node-compilers.js';
import { isRelative, sourceAt } from '../../../project/node-files.js';
import { reachedFrom, specifiersIn } from '../../../project/node-imports.js';
import { below, directoryOf, isInside, relativeTo, within } from '../../../project/paths.js';
import type { Project } from '../../../project/project.js';
import { buildScript } from '../read/build-script.js';
import type { Lock } from '../read/lock.js';
import { dependenciesOf, type Manifest, scriptOf } from '../read/manifest.js';
import { bare, nested } from '../read/nested-scripts.js';
import { isInput, readTsConfig, sourceRoot, type TsConfig } from '../read/tsconfig.js';

/** The package whose build is looked at. */
interface Home {
  project: Project;
  manifest: Manifest;
  lock: Lock | undefined;
}

/** How the build of a package makes JavaScript of its sources. All paths are those of the project. */
export interface Compilation {
  layout: NodeCompiler['layout'];
  /** The directory whose structure the output repeats. */
  from: string;
  /** The directory it writes; the one file where `layout` leaves no choice. */
  to: string;
  /** True when packages become a part of what it writes. */
  bundles: boolean;
  aliases: ReadonlyMap<string, string>;
  /** True when aliases stand in what it writes as they stand in the sources. */
  keepsAliases?: boolean;
}

/**
 * What the build of a package compiles a source with; undefined where nothing is known to.
 *
 * - `source`: a path of the project; the program.
 */
export function compilationOf(home: Home, source: string): Compilation | undefined {
  const { manifest } = home;
  const script = buildScript(manifest);
  const commands = script === undefined ? [] : nested(manifest, scriptOf(manifest, script) ?? '').map(bare);
  for (const command of commands) {
    const words = command.split(/\s+/);
    const compiler = nodeCompiler(words[0] ?? '');
    const found = compiler && compiledBy(home, compiler, words.slice(1), source);
    if (found !== undefined) return found;
  }
  // Without a build script the compiler itself is what builds.
  return script === undefined && 'typescript' in dependenciesOf(manifest)
    ? byTsc(home, [], source)
    : undefined;
}

function compiledBy(
  home: Home,
  compiler: NodeCompiler,
  args: string[],
  source: string,
): Compilation | undefined {
  if (compiler.reader === 'tsc') return byTsc(home, args, source);
  if (compiler.reader === 'nest') return args[0] === 'build' ? byNest(home, source) : undefined;
  const { dir } = home.manifest;
  const { layout, bundles } = compiler;
  const file = flagValue(args, compiler.file ?? []);
  const directory = flagValue(args, compiler.directory ?? []) ?? compiler.default;
  const to = within(dir, file ?? directory ?? '..');
  const entry = relativeTo(dir, source);
  const named = args.filter((word) => !word.startsWith('-'));
  if (
    to === undefined ||
    (layout !== 'tree' && named.some(isFile) && !named.some((word) => entry === within('.', word)))
  )
    return undefined;
  const taken = bundles !== undefined && (bundles === '' || args.includes(bundles));
  return {
    layout: file === undefined ? layout : 'index',
    from: layout === 'tree' ? treeOf(home, compiler, args) : directoryOf(source),
    to: file === undefined && layout === 'index' ? below(to, 'index.js') : to,
    bundles: taken && !args.includes('--packages=external'),
    aliases: new Map(),
  };
}

function isFile(word: string): boolean {
  return /\.[cm]?[jt]sx?$/.test(word);
}

/** The first operand of babel and swc; swc keeps it in the output unless it is told not to. */
function treeOf({ manifest, lock }: Home, { program }: NodeCompiler, args: string[]): string {
  const [operand = 'src'] = args.filter((word, i) => !word.startsWith('-') && !/^-/.test(args[i - 1] ?? ''));
  const version = lock?.packages.get('@swc/cli')?.version ?? dependenciesOf(manifest)['@swc/cli'] ?? '';
  const release = coerce(version);
  const keeps = release === null || release.major > 0 || release.minor >= 3;
  const kept = program === 'swc' && keeps && !args.includes('--strip-leading-paths');
  return kept ? manifest.dir : (within(manifest.dir, operand) ?? manifest.dir);
}

function byTsc(home: Home, args: string[], source: string): Compilation | undefined {
  const { project, manifest } = home;
  const named = flagValue(args, ['-p', '--project', '-b', '--build']) ?? 'tsconfig.json';
  const path = within(manifest.dir, named);
  const config = path && readTsConfig(project, path);
  const checks = args.includes('--noEmit') && !args.includes('false');
  if (!config || checks || args.includes('--emitDeclarationOnly')) return undefined;
  const told = flagValue(args, ['--outDir']);
  const outDir = told === undefined ? config.outDir : within(manifest.dir, told);
  const root = flagValue(args, ['--rootDir']);
  if (!(config.emits || args.includes('--noEmit')) || !isInput(config, source)) return undefined;
  const rootDir = root === undefined ? config.rootDir : within(manifest.dir, root);
  const known = JSON.stringify([manifest.json.scripts, dependenciesOf(manifest)]);
  return { ...tree(home, { ...config, outDir, rootDir }, source), keepsAliases: !ALIAS_TOOLS.test(known) };
}

/** What makes paths of aliases, as it builds or as it starts. */
const ALIAS_TOOLS =
  /tsc-alias|tsconfig-replace-paths|resolve-tspaths|module-alias|tsconfig-paths|ts-patch|tspc/;

/** What Nest writes: a bundle by webpack, or as TypeScript does. */
function byNest(home: Home, source: string): Compilation | undefined {
  const { project, manifest } = home;
  const text = project.read(below(manifest.dir, 'nest-cli.json')) ?? '';
  const path = /"tsConfigPath"\s*:\s*"([^"]+)"/.exec(text)?.[1];
  const config = [path, 'tsconfig.build.json', 'tsconfig.json']
    .flatMap((name) => (name === undefined ? [] : (within(manifest.dir, name) ?? [])))
    .map((file) => readTsConfig(project, file))
    .find((found) => found !== undefined);
  if (config === undefined) return undefined;
  const outDir = config.outDir ?? below(manifest.dir, 'dist');
  if (!/"webpack"\s*:\s*true|"builder"\s*:\s*(?:"webpack"|\{\s*"type"\s*:\s*"webpack")/.test(text))
    return tree(home, { ...config, outDir }, source);
  // Webpack leaves the packages out.
  return { layout: 'names', from: directoryOf(source), to: outDir, bundles: false, aliases: config.aliases };
}

/** The layout of TypeScript: beside the sources, or the structure of the sources in another directory. */
function tree(home: Home, config: TsConfig, source: string): Compilation {
  const { project, manifest, lock } = home;
  const { outDir, aliases } = config;
  const version = lock?.packages.get('typescript')?.version ?? dependenciesOf(manifest).typescript ?? '';
  const major = coerce(version)?.major ?? 5;
  const { files } = reachedFrom(project, [source], aliases);
  const from = outDir === undefined ? manifest.dir : sourceRoot(project, config, major, files);
  return { layout: 'tree', from, to: outDir ?? manifest.dir, bundles: false, aliases };
}

/** The value of the first of these flags, as `--out dist`, `--out=dist`; esbuild knows the second only. */
function flagValue(args: string[], flags: string[]): string | undefined {
  for (const [i, word] of args.entries()) {
    const flag = flags.find((one) => word === one || word.startsWith(`${one}=`));
    if (flag === undefined) continue;
    const next = args[i + 1];
    const value = word === flag ? (next?.startsWith('-') ? undefined : next) : word.slice(flag.length + 1);
    return value?.replace(/^['"]|['"]$/g, '');
  }
  return undefined;
}

/** Where a compilation puts the JavaScript of a source: a path of the project, or undefined for one that lies outside. */
export function compiledFile({ layout, from, to }: Compilation, source: string): string | undefined {
  if (layout === 'index') return to;
  if (!isInside(source, from)) return undefined;
  const kept = layout === 'tree' ? relativeTo(from, source) : source.slice(source.lastIndexOf('/') + 1);
  return below(to, kept.replace(/\.([cm]?)[jt]sx?$/, '.$1js'));
}

/** Names of programs, for finding the source behind an output that keeps no structure. */
const NAMES = ['index', 'main', 'server', 'app'];

/**
 * The source that the build of a package makes a file of, with how; undefined where nothing is known to.
 *
 * - `file`: what is started, a path of the project.
 */
export function sourceOf(home: Home, file: string): { source: string; compilation: Compilation } | undefined {
  const { project, manifest } = home;
  const stem = relativeTo(manifest.dir, file).replace(/\.[cm]?js$/, '');
  const names = [stem, stem.split('/').slice(1).join('/'), stem.slice(stem.lastIndexOf('/') + 1), ...NAMES];
  const folders = ['.', 'src', 'server', 'app', 'source', 'lib', 'api', 'server/src', 'backend'];
  const candidates = names.flatMap((name) => folders.map((folder) => below(folder, name)));
  for (const candidate of new Set(candidates)) {
    const source = sourceAt(project, below(manifest.dir, candidate));
    if (source === undefined || source === file || !isFile(source)) continue;
    const compilation = compilationOf(home, source);
    if (compilation === undefined) continue;
    const made = compiledFile(compilation, source);
    if (made === file || made?.replace(/(\/index)?\.[cm]?js$/, '') === file) return { source, compilation };
  }
  return undefined;
}

/**
 * What the build makes of a source of the package; both are relative to it. Undefined where nothing is known to.
 *
 * - `loads`: true for what Node can load alone.
 */
export function compiledStart(home: Home, source: string, loads = false): string | undefined {
  const path = below(home.manifest.dir, source);
  const compilation = compilationOf(home, path);
  if (loads && compilation !== undefined && !nodeLoads(home, path, compilation)) return undefined;
  const made = compilation && compiledFile(compilation, path);
  return made !== undefined && isInside(made, home.manifest.dir)
    ? relativeTo(home.manifest.dir, made)
    : undefined;
}

/**
 * True where Node can load what a compilation makes of a program: without a bundler, aliases stay as they are, and
 * an ES module has to name its files with their ending.
 */
function nodeLoads({ project, manifest }: Home, source: string, compilation: Compilation): boolean {
  const { layout, aliases, keepsAliases } = compilation;
  if (layout !== 'tree') return true;
  const specifiers = reachedFrom(project, [source], aliases).files.flatMap((file) =>
    specifiersIn(project, file),
  );
  const aliased = [...aliases.keys()].filter((prefix) => !/^#/.test(prefix));
  if (keepsAliases && specifiers.some((one) => aliased.some((prefix) => one.startsWith(prefix))))
    return false;
  const bare = specifiers.some((one) => isRelative(one) && !/\.([cm]?[jt]sx?|json|node)$/.test(one));
  return manifest.json.type !== 'module' || !bare;
}

/** The other way: the source that the build makes a file of the package of. */
export function compiledFrom(home: Home, file: string): string | undefined {
  const found = sourceOf(home, below(home.manifest.dir, file));
  return found && relativeTo(home.manifest.dir, found.source);
}

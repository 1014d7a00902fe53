import { array, exactOptional, type InferOutput, string, union, unknown } from 'valibot';
import { type Glob, glob } from '../../../project/glob.js';
import { jsonAs } from '../../../project/json.js';
import { below, directoryOf, isInside, within } from '../../../project/paths.js';
import type { Project } from '../../../project/project.js';
import { object, recordOf } from '../../../project/shape.js';

/** What a tsconfig.json says of where its output lies; paths are those of the project. */
export interface TsConfig {
  /** The directory of the file that was asked for. */
  dir: string;
  outDir: string | undefined;
  rootDir: string | undefined;
  /** False where it only checks. */
  emits: boolean;
  composite: boolean;
  /** Prefixes of import specifiers that stand for directories: `@/` → `src`. */
  aliases: ReadonlyMap<string, string>;
  /** Directories and patterns of what is compiled, below the directory of the file that states them. */
  inputs: readonly string[];
  excludes: readonly string[];
  javaScript: boolean;
}

const list = exactOptional(array(string()));

const CONFIG = object({
  extends: exactOptional(union([string(), array(string())])),
  compilerOptions: exactOptional(recordOf(unknown())),
  files: list,
  include: list,
  exclude: list,
});

/** Settings with the directory of the file that states them: paths in it are relative to that. */
type Stated = Map<string, { value: unknown; dir: string }>;

const MOST_EXTENDED = 8;

/**
 * Reads a tsconfig.json with those that it extends, as far as they lie in the repository.
 *
 * - `path`: the file, or a directory that holds a tsconfig.json.
 *
 * Returns undefined when there is none, or none that can be read.
 */
export function readTsConfig(project: Project, path: string): TsConfig | undefined {
  const file = project.has(path) ? path : below(path, 'tsconfig.json');
  return project.once('tsconfig', file, () => {
    const json = jsonIn(project, file);
    return json && configOf(directoryOf(file), statedIn(project, file));
  });
}

function configOf(dir: string, stated: Stated): TsConfig {
  const flag = (name: string) => stated.get(name)?.value === true;
  const path = (name: string) => {
    const found = stated.get(name);
    return typeof found?.value === 'string' ? within(found.dir, found.value) : undefined;
  };
  const list = (name: string) => {
    const found = stated.get(name);
    return strings(found?.value).flatMap((one) => within(found?.dir ?? dir, one) ?? []);
  };
  const outDir = path('outDir');
  const listed = [...list('files'), ...list('include')];
  const none = stated.get('files') === undefined && stated.get('include') === undefined;
  return {
    dir,
    outDir,
    rootDir: path('rootDir'),
    emits: !flag('noEmit') && !flag('emitDeclarationOnly'),
    composite: flag('composite'),
    aliases: aliasesOf(dir, stated),
    inputs: none ? [dir] : listed,
    excludes: [...list('exclude'), ...(outDir === undefined || isInside(dir, outDir) ? [] : [outDir])],
    javaScript: flag('allowJs'),
  };
}

function aliasesOf(dir: string, stated: Stated): Map<string, string> {
  const base = stated.get('baseUrl');
  const paths = stated.get('paths');
  const from = base === undefined ? (paths?.dir ?? dir) : (within(base.dir, String(base.value)) ?? dir);
  const found = new Map<string, string>();
  for (const [alias, targets] of Object.entries((paths?.value ?? {}) as Record<string, unknown>)) {
    const target = within(from, (strings(targets)[0] ?? '').replace(/\*$/, ''));
    if (alias.endsWith('*') && alias !== '*' && target !== undefined) found.set(alias.slice(0, -1), target);
  }
  return found;
}

function statedIn(project: Project, file: string, depth = 0): Stated {
  const json = jsonIn(project, file);
  const found: Stated = new Map();
  if (json === undefined || depth > MOST_EXTENDED) return found;
  const dir = directoryOf(file);
  for (const base of typeof json.extends === 'string' ? [json.extends] : strings(json.extends)) {
    const path = base.startsWith('.') ? within(dir, base) : undefined;
    const named =
      path && [path, `${path}.json`, below(path, 'tsconfig.json')].find((one) => project.has(one));
    if (named) for (const [key, value] of statedIn(project, named, depth + 1)) found.set(key, value);
  }
  const { compilerOptions = {}, files, include, exclude } = json;
  for (const [key, value] of Object.entries({ ...compilerOptions, files, include, exclude }))
    if (value !== undefined) found.set(key, { value, dir });
  return found;
}

function jsonIn(project: Project, file: string): InferOutput<typeof CONFIG> | undefined {
  return jsonAs(project, file, CONFIG, { loose: true });
}

function strings(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}

/**
 * The directory whose structure the output repeats: `rootDir`, else that of the configuration from TypeScript 6
 * on and for composite projects, else the one that holds all that is compiled.
 *
 * - `major`: of TypeScript.
 * - `reached`: files outside of what is listed that the program imports.
 */
export function sourceRoot(
  project: Project,
  config: TsConfig,
  major: number,
  reached: readonly string[] = [],
): string {
  if (config.rootDir !== undefined) return config.rootDir;
  if (config.composite || major >= 6) return config.dir;
  const compiled = config.javaScript ? /\.[cm]?[jt]sx?$/ : /\.[cm]?tsx?$/;
  const found = reached.filter((path) => compiled.test(path) || path.endsWith('.json'));
  for (const input of config.inputs) found.push(...filesFor(project, config, input, compiled));
  return found.length === 0 ? config.dir : found.map(directoryOf).reduce(common);
}

function filesFor(project: Project, config: TsConfig, input: string, compiled: RegExp): string[] {
  if (project.has(input)) return /\.d\.[cm]?ts$/.test(input) ? [] : [input];
  const parts = input.split('/');
  const fixed = input.includes('*')
    ? parts.slice(
        0,
        parts.findIndex((part) => part.includes('*')),
      )
    : parts;
  const pattern = input.includes('*') ? globOf(input) : undefined;
  const excludes = config.excludes.map((one) => (one.includes('*') ? globOf(one) : one));
  const excluded = (path: string) =>
    excludes.some((one) => (typeof one === 'string' ? isInside(path, one) : one.test(path)));
  const files: string[] = [];
  for (const path of project.walk(fixed.join('/') || '.', excluded)) {
    if (!compiled.test(path) || /\.d\.[cm]?ts$/.test(path) || excluded(path)) continue;
    if (pattern === undefined || pattern.test(path)) files.push(path);
    if (files.length >= MOST_FILES) break;
  }
  return files;
}

/** True when a configuration lists a source among what it compiles. */
export function isInput({ inputs, excludes }: TsConfig, source: string): boolean {
  const fits = (pattern: string) =>
    pattern.includes('*') ? globOf(pattern).test(source) : isInside(source, pattern);
  return inputs.some(fits) && !excludes.some(fits);
}

/** Enough to see which directories take part. */
const MOST_FILES = 2_000;

/** `**` stands for any directories, `*` for anything but a `/`; a pattern without an ending for all in it. */
function globOf(pattern: string): Glob {
  const [itself, inside] = [glob(pattern), glob(`${pattern}/**`)];
  return { test: (path) => itself.test(path) || inside.test(path) };
}

function common(a: string, b: string): string {
  let dir = a;
  while (!isInside(b, dir)) dir = directoryOf(dir);
  return dir;
}

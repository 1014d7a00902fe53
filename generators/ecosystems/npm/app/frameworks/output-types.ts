import type { Framework } from '../../../../knowledge/node-frameworks.js';
import type { Warning } from '../../../../plan/plan.js';
import { withoutComments } from '../../../../project/comments.js';
import { type Evidence, lineAt, place } from '../../../../project/evidence.js';
import { below, withoutTrailingSlashes } from '../../../../project/paths.js';
import type { Project } from '../../../../project/project.js';
import type { Lock } from '../../read/lock.js';
import { dependenciesOf, keyAt, type Manifest } from '../../read/manifest.js';

/** A server that the framework's build makes. */
export interface ServerOutput {
  kind: 'server';
  framework: string;
  /** What the table says of it; absent for what no framework makes. */
  row?: Framework;
  from: Evidence;
  /** Arguments of node. */
  args: string[];
  port: number;
  /** Environment of the final image, PORT aside. */
  env: Record<string, string>;
  /** What goes into the final image: path after the build → path below the app's directory there. */
  copies: { from: string; to: string }[];
  /** A directory of the output that repeats the layout of the repository, from a place relative to the app on. */
  layoutRoot?: { of: string; path: string };
  /** True when the output brings all the modules it needs. */
  selfContained: boolean;
  /** True when it imports development dependencies as well. */
  allModules?: boolean;
  /** Environment of the build. */
  buildEnv: Record<string, string>;
  /** What the user should know about how it is built. */
  note?: Warning;
  /** The script that builds this server, where `build` may make something else. */
  script?: string;
  /** True for a version that does not end on SIGTERM, where others of the framework do. */
  ignoresSignals?: boolean;
  /** What the build does instead of something that makes nothing a container can run. */
  swap?: Swap;
}

/** A build without something that makes nothing a container can run. */
export interface Swap {
  /** The package that it takes instead, if it takes one. */
  to?: string;
  /** Its version, as the package manager takes it. */
  version?: string;
  /** Changes the configuration accordingly, of the image alone: shell text for the app's directory. */
  edit: string;
}

/** Files for a web server. */
export interface StaticOutput {
  kind: 'static';
  framework: string;
  /** What the table says of it; absent for what no framework makes. */
  row?: Framework;
  from: Evidence;
  /** Directory the build writes, relative to the app; it may lie outside of it. */
  dir: string;
  /** True when unknown paths belong to the app's own router. */
  spa: boolean;
  /** The page that such a path gets, where it is not index.html. */
  fallback?: string;
  /** Path the site is served below, with slashes at both ends. */
  basePath: string;
  /** What lies in that directory and is not for visitors, where it is the app's own. */
  among?: string[];
  /** The script that builds the site, where `build` makes something else or is not there. */
  script?: string;
}

export type Output = ServerOutput | StaticOutput;

export interface FrameworkContext {
  project: Project;
  manifest: Manifest;
  lock: Lock | undefined;
}

/** A configuration file, read as text: it is never run. */
export interface Config {
  file: string;
  text: string;
}

export function configOf({ project, manifest }: FrameworkContext, name: string): Config | undefined {
  for (const extension of ['ts', 'mts', 'js', 'mjs', 'cjs', 'json']) {
    const file = below(manifest.dir, `${name}.${extension}`);
    const text = project.read(file);
    // A comment would hide or fake a setting.
    if (text !== undefined) return { file, text: withoutComments(text) };
  }
  return undefined;
}

/** A setting with a literal string as its value, and where it stands. */
export function literal(
  config: Config | undefined,
  name: string,
): { value: string; from: Evidence } | undefined {
  const match = new RegExp(String.raw`(?<![\w.])${name}['"]?\s*:\s*['"\`]([^'"\`$]+)['"\`]`).exec(
    config?.text ?? '',
  );
  if (config === undefined || match?.[1] === undefined) return undefined;
  return { value: match[1], from: place(config.file, lineAt(config.text, match.index), match[0]) };
}

/**
 * A setting that names a path. `fixed` is true for one that is resolved from where the configuration
 * lies (`resolve(__dirname, '../dist')`), so that no other setting moves it.
 */
export function pathSetting(
  config: Config | undefined,
  name: string,
): { value: string; from: Evidence; fixed: boolean } | undefined {
  const plain = literal(config, name);
  if (plain !== undefined) return { ...plain, fixed: false };
  const match = new RegExp(
    String.raw`(?<![\w.])${name}['"]?\s*:\s*(?:${RESOLVED.source}|${URL_PATH.source})`,
  ).exec(config?.text ?? '');
  if (config === undefined || match === null) return undefined;
  const value =
    match[2] ?? [...(match[1] ?? '').matchAll(/['"`]([^'"`$]*)['"`]/g)].map(([, part]) => part).join('/');
  return { value, from: place(config.file, lineAt(config.text, match.index), match[0]), fixed: true };
}

/** A setting that a variable of the configuration has, also in short: `let root = 'app'; … { root }`. */
export function variableSetting(config: Config | undefined, name: string): string | undefined {
  const text = config?.text ?? '';
  const variable = new RegExp(String.raw`(?<=[{,(\s])${name}\b(?:\s*:\s*(\w+))?[ \t]*(?=[,}\n])`).exec(text);
  if (variable === null) return undefined;
  return new RegExp(
    String.raw`\b(?:const|let|var)\s+${variable[1] ?? name}(?:\s*:\s*string)?\s*=\s*['"]([\w./-]+)['"]`,
  ).exec(text)?.[1];
}

const RESOLVED =
  /(?:\b\w+\.)?(?:resolve|join)\(\s*(?:__dirname|import\.meta\.dirname|process\.cwd\(\))\s*,([^()]*)\)/;

const URL_PATH = /(?:\b\w+\()?new URL\(\s*['"]([^'"]+)['"]\s*,\s*import\.meta\.url\s*\)/;

/** Joins paths of a package; one that leads out of it keeps its `..`. */
export function joined(base: string, path: string): string {
  const parts: string[] = [];
  for (const part of `${base}/${path}`.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else parts.push(part);
  }
  return parts.join('/') || '.';
}

export function dependencyAt({ manifest }: FrameworkContext, name: string): Evidence {
  const kind = name in (manifest.json.dependencies ?? {}) ? 'dependencies' : 'devDependencies';
  return keyAt(manifest, kind, name);
}

/** Major and minor of a dependency: as locked, else the first number of its range; undefined for none. */
export function dependencyVersion(
  { manifest, lock }: FrameworkContext,
  name: string,
): [number, number] | undefined {
  const text = lock?.packages.get(name)?.version ?? dependenciesOf(manifest)[name] ?? '';
  const [, major, minor = '0'] = /(\d+)(?:\.(\d+))?/.exec(text) ?? [];
  return major === undefined ? undefined : [Number(major), Number(minor)];
}

export function slashes(path: string | undefined): string {
  if (path === undefined || !path.startsWith('/')) return '/';
  const inner = withoutTrailingSlashes(path.replace(/^\/+/, ''));
  return inner === '' || !/^[\w./-]+$/.test(inner) ? '/' : `/${inner}/`;
}

export function site(
  context: FrameworkContext,
  framework: string,
  name: string,
  dir: string,
  spa: boolean,
  config?: Config,
  baseKey = 'base',
): StaticOutput {
  const out = pathSetting(config, 'outDir') ?? pathSetting(config, 'outputDir');
  return {
    kind: 'static',
    framework,
    from: out?.from ?? dependencyAt(context, name),
    dir: out === undefined ? dir : joined('.', out.value),
    spa,
    basePath: slashes(literal(config, baseKey)?.value),
  };
}

export function server(
  framework: string,
  from: Evidence,
  rest: Partial<ServerOutput> & Pick<ServerOutput, 'args' | 'copies'>,
): ServerOutput {
  return {
    kind: 'server',
    framework,
    from,
    port: 3000,
    env: {},
    selfContained: false,
    buildEnv: {},
    ...rest,
  };
}

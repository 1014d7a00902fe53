import type { Image } from '../../../plan/bases.js';
import { type Decision, decide, type Json } from '../../../plan/decision.js';
import type { Situation } from '../../../plan/ecosystem.js';
import { type Evidence, place } from '../../../project/evidence.js';
import { below, relativeTo, within } from '../../../project/paths.js';
import { needsDev, type Server } from '../app/app.js';
import { existing } from '../app/entry.js';
import { type Build, builtByInstall } from '../build/build-commands.js';
import type { Install } from '../build/install.js';
import { lifecycleScripts } from '../build/manager-commands.js';
import { buildScript } from '../read/build-script.js';
import { keyAt, type Manifest } from '../read/manifest.js';
import { alpineLibraries, browserPackage, CHROMIUM, takesSystemBrowser } from '../read/native-packages.js';
import { type SourceFile, writesFiles } from '../read/source.js';
import type { RequiredEnvironment } from './required-env.js';
import { runtimePaths } from './run-time-files.js';

/** Everything that is known when the parts of a server's plan are decided. */
export interface Parts {
  situation: Situation;
  install: Install;
  app: Server;
  files: SourceFile[];
  build: Build;
  /** Where the app stops without a .env file. */
  envFile: Evidence | undefined;
  /** What its modules refuse to load without while a framework builds it. */
  required: RequiredEnvironment;
}

/** One COPY of the final stage, but for its stage: what the build left there, or modules that were installed apart. */
export interface Copied {
  from: string;
  to: string;
  /** True for modules, which may have a stage of their own. */
  modules?: boolean;
}

/** What the final image gets from the stages before it: as little as is known to be enough. */
export function runtimeContents(parts: Parts): Copied[] {
  const { install, app } = parts;
  if (install.inner !== '.') return workspaceContents(parts);
  if (app.kind === 'framework') return frameworkContents(install, app.output);
  const output = outputOf(parts);
  if (output === undefined) return [inApp('.')];
  const modules = productionDependencies(install) ? ['node_modules'] : [];
  const names = ['package.json', ...modules, ...packagesBeside(install), ...besideOutput(parts, output)];
  const env = parts.envFile === undefined ? [] : ['.env'];
  return [...new Set([...names, ...env])].map(inApp);
}

/** What the build wrote, and what the program reads beside it. */
function besideOutput(parts: Parts, output: string): string[] {
  const { install, app } = parts;
  const outside = (paths: string[]) =>
    paths.filter((path) => path !== output && !path.startsWith(`${output}/`));
  const served = app.kind === 'program' && app.output?.kind === 'static' ? [app.output.dir] : [];
  const read = runtimePaths(parts.situation.project, install.app.dir, parts.files);
  return [output, ...outside(preloadedFiles(parts)), ...outside(served), ...outside(read)];
}

/** Files beside the output that node is told to load before the program: `--import ./instrument.mjs`. */
function preloadedFiles({ situation: { project }, install, app }: Parts): string[] {
  if (app.kind !== 'program') return [];
  const { args } = app.start;
  const named = args.flatMap((arg, i) =>
    LOADS.test(args[i - 1] ?? '') ? arg : (/^--[a-z-]+=(.+)$/.exec(arg)?.[1] ?? []),
  );
  const files = named.flatMap((word) => within('.', word) ?? []);
  const there = files.filter((path) => path !== '.' && project.has(below(install.app.dir, path)));
  return named.some((word) => /tsconfig-paths/.test(word)) ? ['tsconfig.json', ...there] : there;
}

const LOADS = /^(-r|--require|--import|--(experimental-)?loader)$/;

type FrameworkOutput = Extract<Server, { kind: 'framework' }>['output'];

function frameworkContents(install: Install, output: FrameworkOutput): Copied[] {
  return output.copies
    .filter(({ from }) => from !== 'node_modules' || output.allModules || productionDependencies(install))
    .map(({ from, to }) => ({ from: `/app/${from}`, to: to === '.' ? './' : `./${to}` }));
}

/** A workspace app keeps its place below the root, beside the siblings it needs. */
function workspaceContents(parts: Parts): Copied[] {
  const { install, app } = parts;
  const { inner } = install;
  if (app.kind === 'framework' && app.output.selfContained) {
    // Next keeps the layout of the workspace inside its standalone directory.
    return app.output.copies.map(({ from, to }) => ({
      from: `/app/${inner}/${from}`,
      to: to === '.' ? '/app/' : `./${to}`,
    }));
  }
  if (modulesApart(parts)) return apartContents(parts);
  return ['package.json', 'node_modules', ...packagesBeside(install), inner].map(inPlace);
}

/** The same where the modules come from a stage of their own: the packages without theirs. */
function apartContents(parts: Parts): Copied[] {
  const { install } = parts;
  const { members, root } = install;
  const places = members.map((member) => ({ member, dir: relativeTo(root.dir, member.dir) }));
  const own = places.filter(({ member }) => hasProduction(member)).map(({ dir }) => `${dir}/node_modules`);
  const modules = ['node_modules', ...own].map((path) => ({ ...inPlace(path), modules: true }));
  const made = places.flatMap(({ member, dir }) =>
    (madeOf(parts, member) ?? ['.']).map((name) => inPlace(name === '.' ? dir : `${dir}/${name}`)),
  );
  return [inPlace('package.json'), ...modules, ...made];
}

/** What of a package its build makes, with its manifest; undefined for one that is needed as a whole. */
function madeOf(parts: Parts, member: Manifest): string[] | undefined {
  const { project } = parts.situation;
  if (member === parts.install.app) {
    const output = outputOf(parts);
    return output === undefined ? undefined : ['package.json', ...besideOutput(parts, output)];
  }
  const { main, module, exports } = member.json;
  const named = [main, module, ...strings(exports)].filter((path) => typeof path === 'string');
  const tops = named.map((path) => within('.', path)?.split('/')[0] ?? '.');
  const built = tops.every(
    (top) =>
      top !== '.' &&
      !top.includes('.') &&
      !top.includes('*') &&
      !project.hasDirectory(below(member.dir, top)),
  );
  if (tops.length === 0 || !built || buildScript(member) === undefined) return undefined;
  return ['package.json', ...new Set(tops)];
}

/** The paths that `exports` of a package.json names, whatever the conditions. */
function strings(exports: unknown): string[] {
  if (typeof exports === 'string') return exports === './package.json' ? [] : [exports];
  if (typeof exports !== 'object' || exports === null) return [];
  return Object.values(exports).flatMap(strings);
}

/** Packages that are copied as a whole, whose own modules have to go first. */
export function wholePackages(parts: Parts): string[] {
  if (!modulesApart(parts)) return [];
  const { members, root } = parts.install;
  return members
    .filter((member) => madeOf(parts, member) === undefined)
    .map(({ dir }) => relativeTo(root.dir, dir));
}

/**
 * True when what runs is installed in a stage of its own, which no change of a source touches: where dropping
 * development dependencies would mean installing again, and installing runs nothing of the app's own.
 */
export function modulesApart({ install, app }: Parts): boolean {
  const { commands, inputs, members, choice } = install;
  const scripts = members.some((member) => lifecycleScripts(member, choice.manager.value).length > 0);
  const whole = app.kind === 'framework' && (app.output.selfContained || app.output.allModules === true);
  return (
    commands.installApart !== undefined &&
    install.inner !== '.' &&
    inputs.needsSources === undefined &&
    !inputs.runsScripts &&
    !scripts &&
    !whole &&
    needsDev(app) === undefined &&
    productionDependencies(install) &&
    choice.lock?.packages.has('@prisma/client') !== true
  );
}

function inPlace(path: string): Copied {
  return { from: `/app/${path}`, to: `/app/${path}` };
}

function hasProduction({ json }: Manifest): boolean {
  return Object.keys({ ...json.dependencies, ...json.optionalDependencies }).length > 0;
}

/** Packages of the repository that the modules are links to. */
function packagesBeside({ root, members, inputs }: Install): string[] {
  const siblings = members.slice(0, -1).map(({ dir }) => relativeTo(root.dir, dir));
  return [...new Set([...siblings, ...inputs.linked])];
}

function inApp(path: string): Copied {
  return path === '.' ? { from: '/app/', to: './' } : { from: `/app/${path}`, to: `./${path}` };
}

/** The directory the build writes, when it is separate from the sources and holds the entry. */
export function outputOf({ situation, install, app, build }: Parts): string | undefined {
  if (app.kind !== 'program' || !app.entry.includes('/')) return undefined;
  // A server of one's own around a framework reads what that wrote as well, and its configuration.
  if (app.output?.kind === 'server') return undefined;
  if (build.commands.length === 0 && !builtByInstall(install)) return undefined;
  return existing(situation.project, install.app.dir, app.entry) ? undefined : app.entry.split('/')[0];
}

export function productionDependencies({ root, app, members }: Install): boolean {
  return [root, app, ...members].some(hasProduction);
}

/** Libraries that the final image has to get, and can. */
export function runtimePackages(parts: Parts, image: Image): Decision<Json> {
  const { prismaEngine, native, app } = parts.install;
  if (!image.shell) return decide(null, 'default');
  if (parts.app.kind === 'shell' && parts.app.start.bun !== undefined) {
    const version =
      parts.install.choice.manager.value === 'bun' ? parts.install.choice.version?.value : undefined;
    return decide(`npm install -g bun@${version ?? '1'}`, parts.app.start.from, parts.app.start.reason);
  }
  if (image.libc === 'musl') {
    const names = [...alpineLibraries(native), ...(prismaEngine ? ['openssl'] : [])];
    return decide(names.length === 0 ? null : `apk add --no-cache ${names.join(' ')}`, place(app.path));
  }
  const browser = browserPackage(app.json.dependencies ?? {});
  if (takesSystemBrowser(browser))
    return decide(CHROMIUM, place(app.path), `${browser} starts a browser, here the one of Debian`);
  const openssl =
    'apt-get update \\\n && apt-get install -y --no-install-recommends openssl \\\n && rm -rf /var/lib/apt/lists/*';
  return decide(
    prismaEngine ? openssl : null,
    place(app.path),
    prismaEngine ? "Prisma's engine is linked against it" : undefined,
  );
}

/** A database that is a file, which lies beside the app unless a setting says where. */
function sqliteDriver(manifest: Manifest): Evidence | undefined {
  const driver = ['better-sqlite3', 'sqlite3', '@prisma/adapter-better-sqlite3'].find(
    (name) => name in (manifest.json.dependencies ?? {}),
  );
  return driver === undefined ? undefined : keyAt(manifest, 'dependencies', driver);
}

/** Flag of COPY, with a space behind it; empty where files stay root's, as the app writes none beside them. */
export function ownership({ app, files, install }: Parts, user: string): Decision<string> {
  // Next keeps rendered pages and resized images below .next while it runs.
  const cache = app.kind === 'framework' && app.output.row?.writesCache ? app.output.from : undefined;
  const place = cache ?? writesFiles(files) ?? sqliteDriver(install.app);
  return place === undefined
    ? decide('', 'default')
    : decide(`--chown=${user} `, place, 'the app writes files while it runs');
}

/** In exec form; a shell only where the script cannot do without. */
export function startCommand(parts: Parts, image: Image): Record<'entrypoint' | 'cmd', Decision<Json>> {
  const entrypoint = decide<Json>(null, 'default', 'the base image has its own');
  const { app, install } = parts;
  if (app.kind === 'shell') {
    const cmd = app.start.bun ?? ['sh', '-c', app.start.text];
    return { entrypoint, cmd: decide(cmd, app.start.from, app.start.reason) };
  }
  const node = image.entrypoint === undefined ? ['node'] : [];
  if (app.kind === 'framework') {
    const args = app.output.args.map((arg) => hoisted(install, arg));
    const because = `${app.output.framework} builds this server`;
    return { entrypoint, cmd: decide([...node, ...args], app.output.from, because) };
  }
  const args = app.start.args.map((arg) => hoisted(install, arg));
  const { from, because } = app.start;
  // The arguments of a command come with docker run, which replaces CMD, and so does the directory to work in.
  const absolute = args.map((arg) => (arg === app.entry ? `/app/${arg}` : arg));
  return app.start.command
    ? {
        entrypoint: decide([...(image.entrypoint ?? ['node']), ...absolute], from, because),
        cmd: decide(null, from),
      }
    : { entrypoint, cmd: decide([...node, ...args], from, because) };
}

/** In a workspace most modules are at the root; pnpm links them beside the app as well. */
function hoisted({ inner, choice }: Install, arg: string): string {
  if (inner === '.' || !arg.startsWith('node_modules/') || choice.manager.value === 'pnpm') return arg;
  return `/app/${arg}`;
}

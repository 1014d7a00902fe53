import type { Image } from '../../../plan/bases.js';
import { type Decision, decide, type Json } from '../../../plan/decision.js';
import type { Situation } from '../../../plan/ecosystem.js';
import { type Evidence, place } from '../../../project/evidence.js';
import { below, relativeTo, within } from '../../../project/paths.js';
import { needsDev, type Server } from '../app/app.js';
import { existing } from '../app/entry.js';
import { type Build, builtByInstall } from '../build/build-commands.js';
import type { Install } from '../build/install.js';
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

interface Copy {
  from: string;
  to: string;
}

/** What the final image holds. */
export interface Contents {
  copies: Copy[];
  /** The same in words, for a comment. */
  title: string;
}

/** What the final image gets from the build stage: as little as is known to be enough. */
export function runtimeContents(parts: Parts): Contents {
  const { install, app } = parts;
  if (install.inner !== '.') return workspaceContents(install, app);
  if (app.kind === 'framework') return frameworkContents(install, app.output);
  const output = outputOf(parts);
  if (output === undefined) return { copies: [inApp('.')], title: wholeTitle(parts) };
  const outside = (paths: string[]) =>
    paths.filter((path) => path !== output && !path.startsWith(`${output}/`));
  const extra = outside(runtimePaths(parts.situation.project, install.app.dir, parts.files));
  const served = app.kind === 'program' && app.output?.kind === 'static' ? [app.output.dir] : [];
  const preloaded = outside(preloadedFiles(parts));
  const modules = productionDependencies(install) ? ['node_modules'] : [];
  const read = extra.length > 0 ? ', and what it reads while it runs' : '';
  return {
    copies: [
      ...new Set([
        'package.json',
        ...modules,
        ...packagesBeside(install),
        output,
        ...preloaded,
        ...outside(served),
        ...extra,
        ...(parts.envFile === undefined ? [] : ['.env']),
      ]),
    ].map(inApp),
    title: `${modules.length > 0 ? 'the production modules and ' : ''}what the build wrote to ${output}${read}`,
  };
}

function wholeTitle({ app, build }: Parts): string {
  const what = build.commands.length === 0 ? 'the sources as they are' : 'the app as it was built';
  return needsDev(app) === undefined
    ? `${what}, with its production modules`
    : `${what}, with all its modules`;
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

function frameworkContents(install: Install, output: FrameworkOutput): Contents {
  const copies = output.copies
    .filter(({ from }) => from !== 'node_modules' || output.allModules || productionDependencies(install))
    .map(({ from, to }) => ({ from: `/app/${from}`, to: to === '.' ? './' : `./${to}` }));
  const title = output.selfContained
    ? `the server that ${output.framework} built, with just the modules it needs`
    : output.allModules
      ? `the server that ${output.framework} built, and all modules, as it imports some of development`
      : productionDependencies(install)
        ? `the server that ${output.framework} built, and the production modules`
        : `the server that ${output.framework} built, with all it needs`;
  return { copies, title };
}

/** A workspace app keeps its place below the root, beside the siblings it needs. */
function workspaceContents(install: Install, app: Server): Contents {
  const { inner } = install;
  if (app.kind === 'framework' && app.output.selfContained) {
    const { copies } = app.output;
    return {
      // Next keeps the layout of the workspace inside its standalone directory.
      copies: copies.map(({ from, to }) => ({
        from: `/app/${inner}/${from}`,
        to: to === '.' ? '/app/' : `./${to}`,
      })),
      title: `the server that ${app.output.framework} built, with just the modules it needs`,
    };
  }
  return {
    copies: ['package.json', 'node_modules', ...packagesBeside(install), inner].map((path) => ({
      from: `/app/${path}`,
      to: `/app/${path}`,
    })),
    title: `the production modules, ${inner} and the packages of this workspace that it needs`,
  };
}

/** Packages of the repository that the modules are links to. */
function packagesBeside({ root, members, inputs }: Install): string[] {
  const siblings = members.slice(0, -1).map(({ dir }) => relativeTo(root.dir, dir));
  return [...new Set([...siblings, ...inputs.linked])];
}

function inApp(path: string): Copy {
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
  return [root, app, ...members].some(
    ({ json }) => Object.keys({ ...json.dependencies, ...json.optionalDependencies }).length > 0,
  );
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

export interface Ownership {
  /** Flag of COPY, with a space behind it; empty when root keeps the files. */
  flag: Decision<string>;
  title: string;
}

/** A database that is a file, which lies beside the app unless a setting says where. */
function sqliteDriver(manifest: Manifest): Evidence | undefined {
  const driver = ['better-sqlite3', 'sqlite3', '@prisma/adapter-better-sqlite3'].find(
    (name) => name in (manifest.json.dependencies ?? {}),
  );
  return driver === undefined ? undefined : keyAt(manifest, 'dependencies', driver);
}

/** Files stay root's unless the app writes beside them (R8, R21). */
export function ownership({ app, files, install }: Parts, user: string): Ownership {
  // Next keeps rendered pages and resized images below .next while it runs.
  const cache = app.kind === 'framework' && app.output.framework === 'Next.js' ? app.output.from : undefined;
  const place = cache ?? writesFiles(files) ?? sqliteDriver(install.app);
  if (place === undefined)
    return { flag: decide('', 'default'), title: 'root, so the running process cannot change its own code' };
  return {
    flag: decide(`--chown=${user} `, place, 'the app writes files while it runs'),
    title: 'the user it runs as, because the app writes files of its own',
  };
}

/** In exec form; a shell only where the script cannot do without (R19, R36). */
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

import type { Project } from '../../project.js';
import { below, within } from '../../project.js';
import type { Lock } from './lock.js';
import { dependenciesOf, inProduction, keyAt, type Manifest, scriptOf } from './manifest.js';
import { type Command, parseScript } from './script.js';

/** What a start script comes down to. */
export type Start = { from: string; because?: string } & (
  | {
      kind: 'node';
      /** Arguments of `node`: flags, the file, and what the program gets. */
      args: string[];
      env: Record<string, string>;
      /** Commands before it in the chain that only build. */
      before: string[];
      /** Development dependencies the start needs, such as tsx: none may be dropped. */
      needsDev?: string;
    }
  | { kind: 'shell'; text: string; reason: string; before: string[] }
  /** A development server: nothing to run in production. */
  | { kind: 'dev'; tool: string }
  /** A file server over what the build makes. */
  | { kind: 'static'; tool: string; dir?: string }
);

export interface StartContext {
  project: Project;
  manifest: Manifest;
  lock: Lock | undefined;
  line: number;
}

const DEV_SERVERS: [program: string, subcommand: RegExp][] = [
  ['vite', /^(?!build|preview)/],
  ['react-scripts', /^start/],
  ['ng', /^s(erve)?$/],
  ['vue-cli-service', /^serve/],
  ['webpack', /^(serve|--watch)/],
  ['webpack-dev-server', /./],
  ['gatsby', /^(develop|serve)?/],
  ['next', /^dev/],
  ['nuxt', /^(dev|)$/],
  ['nuxi', /^dev/],
  ['astro', /^(dev|start|preview)/],
  ['docusaurus', /^(start|serve)/],
  ['vitepress', /./],
  ['parcel', /^(?!build)/],
  ['eleventy', /--serve/],
  ['@11ty/eleventy', /--serve/],
  ['storybook', /^dev/],
  ['start-storybook', /./],
  ['remix', /^dev|^vite:dev/],
  ['react-router', /^dev/],
  ['rsbuild', /^(dev|preview)/],
  ['craco', /^start/],
  ['ember', /^s/],
  ['expo', /^start/],
  ['react-native', /./],
  ['electron', /./],
  ['electron-forge', /./],
  ['tauri', /./],
  ['browser-sync', /./],
  ['gulp', /./],
  ['stencil', /./],
  ['rspress', /^(dev|preview)/],
  ['vuepress', /^dev/],
  ['live-server', /./],
  ['snowpack', /^dev/],
  ['umi', /^dev/],
  ['max', /^dev/],
  ['wmr', /./],
  ['preact', /^watch/],
  ['slidev', /^(?!build)/],
  ['jest', /./],
  ['vitest', /./],
  ['wrangler', /./],
  ['serverless', /./],
  ['sls', /./],
  ['vercel', /./],
  ['netlify', /./],
  ['docker', /./],
  ['docker-compose', /./],
  ['nest', /^start/],
  ['ionic', /./],
  ['nx', /./],
  ['turbo', /./],
  ['lerna', /./],
  ['rollup', /-w|--watch/],
];
const FILE_SERVERS = new Set([
  'serve',
  'http-server',
  'sirv',
  'lite-server',
  'superstatic',
  'local-web-server',
  'ws',
]);
const BUILDERS =
  /^(tsc|tspc|tsc-alias|rimraf|rm|mkdir|cp|cpx|cpy|copyfiles|babel|webpack|vite|rollup|esbuild|swc|tsup|unbuild|gulp|grunt|parcel|eslint|prettier|echo|tailwindcss|sass|del-cli|shx|ncc|nest|next|nuxt|astro|prisma|react-scripts|sleep|clear|cls|cd|tsconfig-replace-paths|patch-package)$/;
const TS_RUNNERS = new Set([
  'ts-node',
  'ts-node-dev',
  'tsnd',
  'ts-node-esm',
  'tsx',
  'esno',
  'esmo',
  'babel-node',
  'swc-node',
]);
const WATCHERS = new Set(['nodemon', 'node-dev', 'supervisor', 'forever', 'pm2', 'pm2-runtime', 'pm2-dev']);

/** Where the executable of a package is, for lock files that do not say. */
const KNOWN_PROGRAMS: Record<string, string> = {
  'react-router-serve': '@react-router/serve/bin.cjs',
  'remix-serve': '@remix-run/serve/dist/cli.js',
  strapi: '@strapi/strapi/bin/strapi.js',
  fastify: 'fastify-cli/cli.js',
  probot: 'probot/bin/probot.js',
  'json-server': 'json-server/lib/cli/bin.js',
  medusa: '@medusajs/cli/cli.js',
  keystone: '@keystone-6/core/bin/cli.js',
  'graphql-yoga': '@graphql-yoga/cli/bin.js',
  directus: 'directus/cli.js',
  payload: 'payload/bin.js',
  'moleculer-runner': 'moleculer/bin/moleculer-runner.js',
  'webpack-dev-server': 'webpack-dev-server/bin/webpack-dev-server.js',
};

/** Scripts that start an app, the one meant for production before those that may be for development. */
const PRODUCTION = [
  'start:prod',
  'start:production',
  'start-prod',
  'production',
  'prod',
  'start:server',
  'serve:prod',
  'preview:prod',
];

/** What the scripts of a package start, or undefined when none says. */
export function startOf(context: StartContext): Start | undefined {
  const { manifest } = context;
  const start = resolveScript(context, 'start');
  if (start?.kind === 'node' && start.needsDev === undefined && !watches(scriptOf(manifest, 'start')))
    return start;
  const others = [
    ...PRODUCTION,
    ...(start === undefined || start.kind !== 'node' ? ['server', 'serve', 'preview'] : []),
  ];
  for (const name of others) {
    const other = resolveScript(context, name);
    if (other?.kind === 'node' && (other.needsDev === undefined || start?.kind !== 'node')) return other;
  }
  if (start !== undefined) return start;
  const dev = resolveScript(context, 'dev') ?? resolveScript(context, 'develop');
  if (dev === undefined || dev.kind === 'shell') return undefined;
  return dev.kind === 'node' ? { ...dev, because: 'there is no start script' } : dev;
}

function watches(script = ''): boolean {
  return /\b(nodemon|ts-node-dev|tsnd|--watch|concurrently)\b/.test(script);
}

/** What one script comes down to, following `npm run x`. */
export function resolveScript(context: StartContext, name: string, seen: string[] = []): Start | undefined {
  const text = scriptOf(context.manifest, name);
  if (text === undefined || seen.includes(name)) return undefined;
  const start = resolveText(context, text, {
    from: keyAt(context.manifest, 'scripts', name),
    seen: [...seen, name],
  });
  const pre = seen.includes(`pre${name}`) ? undefined : scriptOf(context.manifest, `pre${name}`);
  if (pre !== undefined && start !== undefined && 'before' in start && buildsOnly(context, pre))
    start.before.unshift(pre);
  return start;
}

function buildsOnly(context: StartContext, text: string, depth = 0): boolean {
  const script = parseScript(text);
  return 'commands' in script && script.commands.every((command) => isBuild(context, command, depth));
}

/** True for a command that makes files and ends: it belongs to the build, not to the start. */
function isBuild(context: StartContext, { words }: Command, depth = 0): boolean {
  const [program = '', first = '', second = ''] = words;
  if (/^(npm|yarn|pnpm|bun)$/.test(program)) {
    const name = first === 'run' ? second : first;
    const text = scriptOf(context.manifest, name);
    return text === undefined
      ? /^(build|compile|clean|generate)/.test(name)
      : depth < 5 && buildsOnly(context, text, depth + 1);
  }
  return (
    BUILDERS.test(program) &&
    !/^(start|serve|dev|preview|studio)$/.test(first) &&
    !words.some((word) => /^(migrate|push|seed|--watch|-w)$/.test(word))
  );
}

interface Trail {
  from: string;
  seen: string[];
}

/** What a command line comes down to. */
export function resolveText(context: StartContext, text: string, trail: Trail): Start | undefined {
  const { from } = trail;
  const script = parseScript(text);
  if ('shell' in script)
    return { kind: 'shell', text, reason: `${script.shell} needs a shell`, before: [], from };
  const last = script.commands.at(-1);
  if (last === undefined) return undefined;
  const earlier = script.commands.slice(0, -1);
  const before = earlier.filter((command) => isBuild(context, command)).map((command) => command.text);
  const start = resolveCommand(context, last, trail);
  if (start === undefined) return undefined;
  if (earlier.every((command) => isBuild(context, command)))
    return 'before' in start ? { ...start, before: [...before, ...start.before] } : start;
  const other = earlier.find((command) => !isBuild(context, command));
  if (start.kind !== 'node' && start.kind !== 'shell') return start;
  if (other?.words[0] === 'cd') return undefined;
  return { kind: 'shell', text, reason: `"${other?.text}" has to run before the server`, before: [], from };
}

function resolveCommand(context: StartContext, command: Command, trail: Trail): Start | undefined {
  const { from } = trail;
  const { env } = command;
  const words = command.words;
  const program = (words[0] ?? '').replace(/^(\.\/)?node_modules\/\.bin\//, '');
  const rest = words.slice(1);
  const node = (args: string[], needsDev?: string): Start => ({
    kind: 'node',
    args,
    env: production(env),
    before: [],
    from,
    ...(needsDev === undefined ? {} : { needsDev }),
  });
  if (program === 'node' || program === 'nodejs') return nodeStart(context, rest, node);
  if (/^(npm|pnpm|yarn|bun|npm-run-all|run-s)$/.test(program))
    return viaManager(context, program, rest, { ...trail, env });
  if (WATCHERS.has(program)) return viaWatcher(context, rest, { ...trail, env });
  if (TS_RUNNERS.has(program)) return tsStart(context, program, rest, node);
  if (FILE_SERVERS.has(program)) {
    const dir = rest.find((word) => /^[\w./-]+$/.test(word) && !/^(-|\d+$)/.test(word));
    return { kind: 'static', tool: program, from, ...(dir === undefined ? {} : { dir }) };
  }
  if (program === 'vite' && rest[0] === 'preview') return { kind: 'static', tool: 'vite preview', from };
  if (DEV_SERVERS.some(([name, pattern]) => name === program && pattern.test(rest.join(' '))))
    return { kind: 'dev', tool: program, from };
  if (/^(concurrently|run-p|npm-run-all2?)$/.test(program)) return { kind: 'dev', tool: program, from };
  if (isBuild(context, command)) return undefined;
  const executable = executableOf(context, program);
  if (executable !== undefined) return node([executable, ...rest]);
  return {
    kind: 'shell',
    text: command.text,
    reason: `"${program}" is not a program that Node runs by itself`,
    before: [],
    from,
  };
}

/** NODE_ENV is the image's own business. */
function production({ NODE_ENV: _, ...env }: Record<string, string>): Record<string, string> {
  return env;
}

function nodeStart(
  context: StartContext,
  words: string[],
  node: (args: string[], needsDev?: string) => Start,
): Start | undefined {
  // Watching, debugging and env files are for the developer's machine.
  const args = words.filter((word) => !/^--(watch|inspect|env-file|watch-path)/.test(word));
  const loader = args.find((word) => /ts-node|tsx|@swc-node|esbuild-register|babel|sucrase/.test(word));
  const name = loader?.replace(/^(--?\w[\w-]*=)/, '').match(/^(@[^/]+\/[^/]+|[^/@][^/]*)/)?.[0];
  return args.length === 0
    ? undefined
    : node(
        args,
        name !== undefined &&
          !inProduction(context.manifest, name) &&
          name in dependenciesOf(context.manifest)
          ? name
          : undefined,
      );
}

function viaManager(
  context: StartContext,
  program: string,
  rest: string[],
  trail: Trail & { env: Record<string, string> },
): Start | undefined {
  const flagless = rest.filter((word) => !/^-(s|-silent|-if-present)$/.test(word));
  if (flagless.some((word) => /^(--prefix|-C|--cwd|--filter|-w|--workspace)/.test(word)))
    return { kind: 'dev', tool: program, from: trail.from };
  const [verb = '', operand = ''] = flagless;
  const bunFile = program === 'bun' && [verb, operand].find((word) => /\.[cm]?[jt]sx?$/.test(word));
  if (bunFile)
    return {
      kind: 'shell',
      text: ['bun', ...rest].join(' '),
      reason: 'it runs on Bun, not on Node',
      before: [],
      from: trail.from,
    };
  const name = /^(run|run-script)$/.test(verb)
    ? operand
    : program === 'npm-run-all' || program === 'run-s'
      ? (flagless.at(-1) ?? '')
      : verb;
  const start = resolveScript(context, name, trail.seen);
  if (start?.kind === 'node') start.env = { ...production(trail.env), ...start.env };
  if (start === undefined && program !== 'npm' && scriptOf(context.manifest, name) === undefined) {
    return resolveCommand(context, { env: trail.env, words: flagless, text: flagless.join(' ') }, trail);
  }
  return start;
}

/** nodemon and its kin: what they watch over is what runs. */
function viaWatcher(
  context: StartContext,
  words: string[],
  trail: Trail & { env: Record<string, string> },
): Start | undefined {
  const rest = words[0] === 'start' ? words.slice(1) : words;
  const flag = rest.findIndex((word) => /^(-x|--exec)$/.test(word));
  const runner = flag === -1 ? undefined : rest[flag + 1];
  const file =
    rest.find(
      (word, i) => /\.[cm]?[jt]sx?$/.test(word) && !/^-(w|-watch|-ignore|i|-config)$/.test(rest[i - 1] ?? ''),
    ) ?? rest.filter((word, i) => !word.startsWith('-') && !/^-/.test(rest[i - 1] ?? ''))[0];
  if (rest.some((word) => /ecosystem\.config|pm2.*\.(json|config)|processes\.json/.test(word)))
    return { kind: 'dev', tool: 'pm2', from: trail.from };
  if (runner !== undefined) {
    const text = file === undefined || runner.includes(file) ? runner : `${runner} ${file}`;
    return resolveText(context, text, trail);
  }
  const target = file ?? context.manifest.json.main ?? 'index.js';
  const program = /\.[cm]?tsx?$/.test(target)
    ? (['tsx', 'ts-node'].find((name) => name in dependenciesOf(context.manifest)) ?? 'node')
    : 'node';
  return resolveCommand(context, { env: trail.env, words: [program, target], text: `node ${target}` }, trail);
}

/** TypeScript run from its sources: the runner becomes a loader of node itself (R36). */
function tsStart(
  context: StartContext,
  program: string,
  words: string[],
  node: (args: string[], needsDev?: string) => Start,
): Start | undefined {
  const rest = words.filter(
    (word, i) =>
      !/^(watch|--watch|--respawn|--transpile-only|-T|--esm|--exit-child|--poll|--inspect.*|--env-file.*|--clear-screen=.*|--cls|--files|--swc)$/.test(
        word,
      ) || i > 3,
  );
  const preloads: string[] = [];
  while (
    rest[0] === '-r' ||
    rest[0] === '--require' ||
    rest[0] === '-P' ||
    rest[0] === '--project' ||
    rest[0] === '-O'
  ) {
    const [flag = '', value = ''] = rest.splice(0, 2);
    if (flag === '-r' || flag === '--require') preloads.push('-r', value);
  }
  if (rest.length === 0) return undefined;
  const esm = context.manifest.json.type === 'module' || words.includes('--esm') || program === 'ts-node-esm';
  const names = dependenciesOf(context.manifest);
  const loader = /^(tsx|esno|esmo)$/.test(program)
    ? 'tsx'
    : program === 'babel-node'
      ? '@babel/register'
      : program === 'swc-node'
        ? '@swc-node/register'
        : 'ts-node';
  const flags =
    loader === 'tsx'
      ? context.line >= 20
        ? ['--import', 'tsx']
        : ['--loader', 'tsx']
      : loader !== 'ts-node'
        ? ['-r', loader]
        : esm
          ? ['--loader', 'ts-node/esm']
          : ['-r', 'ts-node/register/transpile-only'];
  const owner =
    loader in names
      ? loader
      : program in names
        ? program
        : (Object.keys(names).find((name) => name === 'ts-node-dev') ?? loader);
  return node([...flags, ...preloads, ...rest], inProduction(context.manifest, owner) ? undefined : owner);
}

/** The file behind an executable of node_modules. */
export function executableOf({ lock }: StartContext, program: string): string | undefined {
  for (const [name, { bin }] of lock?.packages ?? []) {
    const file = bin?.[program];
    if (file !== undefined) return within('.', `node_modules/${name}/${file}`);
  }
  const known = KNOWN_PROGRAMS[program];
  return known === undefined ? undefined : `node_modules/${known}`;
}

/** Files that are programs by their name, when no script says what starts. */
const PROGRAMS = [
  'server',
  'app',
  'index',
  'main',
  'src/server',
  'src/index',
  'src/app',
  'src/main',
  'bin/www',
  'bot',
  'server/index',
  'server/server',
];

/** The file that starts when no script does: `main`, else a file with a telling name. */
export function mainFile({ project, manifest }: StartContext): { file: string; from: string } | undefined {
  const { main } = manifest.json;
  const exists = (file: string) => project.has(below(manifest.dir, file));
  const named = typeof main === 'string' ? within('.', main) : undefined;
  const withExtension =
    named === undefined ? undefined : [named, `${named}.js`, `${named}/index.js`].find(exists);
  if (withExtension !== undefined && /\.[cm]?[jt]s$/.test(withExtension))
    return { file: withExtension, from: keyAt(manifest, 'main') };
  for (const name of PROGRAMS) {
    const file = [
      `${name}.js`,
      `${name}.mjs`,
      `${name}.cjs`,
      `${name}.ts`,
      ...(name === 'bin/www' ? [name] : []),
    ].find(exists);
    if (file !== undefined) return { file, from: below(manifest.dir, file) };
  }
  return undefined;
}

/** The file among the arguments of node. */
export function entryOf(args: string[]): string | undefined {
  for (let i = 0; i < args.length; i++) {
    const word = args[i] ?? '';
    if (/^(-r|--require|--import|--loader|--experimental-loader|-C|--conditions)$/.test(word)) i++;
    else if (!word.startsWith('-')) return within('.', word);
  }
  return undefined;
}

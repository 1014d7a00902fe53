import { within } from '../../../project/paths.js';
import type { Lock } from '../read/lock.js';
import { dependenciesOf, type Manifest } from '../read/manifest.js';

/** Programs that serve while someone develops, with what follows them then. */
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
/** Programs that serve files as they are. */
export const FILE_SERVERS = new Set([
  'serve',
  'http-server',
  'sirv',
  'lite-server',
  'superstatic',
  'local-web-server',
  'ws',
  'docsify',
]);
/** Programs that make files and end. */
export const BUILDERS =
  /^(tsc|tspc|tsc-alias|rimraf|rm|mkdir|cp|cpx|cpy|copyfiles|babel|webpack|vite|rollup|esbuild|swc|tsup|unbuild|gulp|grunt|parcel|eslint|prettier|echo|tailwindcss|sass|del-cli|shx|ncc|nest|next|nuxt|astro|prisma|react-scripts|sleep|clear|cls|cd|tsconfig-replace-paths|patch-package|apidoc|jsdoc|typedoc)$/;
/** Programs that run TypeScript from its sources. */
export const TS_RUNNERS = new Set([
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
/** Programs that start another and watch over it. */
export const WATCHERS = new Set([
  'nodemon',
  'node-dev',
  'supervisor',
  'forever',
  'pm2',
  'pm2-runtime',
  'pm2-dev',
]);

/** Where the executable of a package is, for lock files that do not say. */
const KNOWN_PROGRAMS: Record<string, string> = {
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

/** True when the command is a development server: nothing to run in production. */
export function isDevServer(program: string, rest: string[]): boolean {
  const text = rest.join(' ');
  if (/^(concurrently|run-p|npm-run-all2?)$/.test(program)) return true;
  return DEV_SERVERS.some(([name, pattern]) => name === program && pattern.test(text));
}

/** The file behind an executable of node_modules. */
export function executableOf(
  { lock, manifest }: { lock: Lock | undefined; manifest: Manifest },
  program: string,
): string | undefined {
  for (const [name, { bin }] of lock?.packages ?? []) {
    const file = bin?.[program];
    if (file !== undefined) return within('.', `node_modules/${name}/${file}`);
  }
  const known = program === 'react-router-serve' ? reactRouterServe(lock, manifest) : KNOWN_PROGRAMS[program];
  return known === undefined ? undefined : `node_modules/${known}`;
}

/** React Router 8 gave its server's file another end. */
function reactRouterServe(lock: Lock | undefined, manifest: Manifest): string {
  const name = '@react-router/serve';
  const version = lock?.packages.get(name)?.version ?? dependenciesOf(manifest)[name] ?? '';
  const major = Number(/\d+/.exec(version)?.[0] ?? 8);
  return `${name}/${major < 8 ? 'bin.js' : 'bin.cjs'}`;
}

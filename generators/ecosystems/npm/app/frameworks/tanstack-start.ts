import { cite, place } from '../../../../project/evidence.js';
import { literal as escaped } from '../../../../project/literal.js';
import { below, relativeTo } from '../../../../project/paths.js';
import { sh } from '../../../../project/shell.js';
import { dependenciesOf } from '../../read/manifest.js';
import { refuse, warn } from '../../sentences.js';
import { nitroServer } from './nitro.js';
import {
  configOf,
  dependencyAt,
  dependencyVersion,
  type FrameworkContext,
  type Output,
  type ServerOutput,
  server,
} from './output-types.js';

const STARTS = ['@tanstack/react-start', '@tanstack/solid-start', '@tanstack/vue-start'];

const HOSTS = ['@cloudflare/vite-plugin', '@netlify/vite-plugin-tanstack-start'];

/** Configures the whole build by itself: https://www.npmjs.com/package/@lovable.dev/vite-tanstack-config */
const LOVABLE = '@lovable.dev/vite-tanstack-config';

/**
 * TanStack Start brought Nitro along until 1.131. Since then its build ends at a fetch handler, for a
 * plugin of Nitro or of a host to make a server of; srvx, which its own preview uses, serves it as it is.
 * Throws a UserError for one that only its host can run.
 */
export function tanstackStart(context: FrameworkContext): Output {
  const names = dependenciesOf(context.manifest);
  const name = STARTS.find((one) => one in names);
  if (name !== undefined && LOVABLE in names) return lovable(context, name);
  const made = ['nitro', 'nitropack', 'vinxi', '@tanstack/nitro-v2-vite-plugin'].some((one) => one in names);
  if (made || name === undefined || bringsNitro(context, name)) return nitroServer(context, name ?? 'nitro');
  const hosted = HOSTS.find((one) => one in names);
  return served(context, name, hosted === undefined ? {} : withoutPlugin(context, hosted));
}

/** The fetch handler of the build, served by srvx. */
function served(context: FrameworkContext, name: string, more: Partial<ServerOutput> = {}): Output {
  return server('TanStack Start', dependencyAt(context, name), {
    args: [`${modulesOf(context)}/srvx/bin/srvx.mjs`, '--prod', '-s', '../client', 'dist/server/server.js'],
    env: { HOST: '0.0.0.0' },
    copies: ['package.json', 'node_modules', 'dist'].map((path) => ({ from: path, to: path })),
    note: warn('tanstack-srvx', {}, dependencyAt(context, name)),
    ...more,
  });
}

/**
 * The configuration of Lovable: version 1 takes the plugin of Cloudflare where that is installed; version 2 builds
 * with Nitro, for Cloudflare unless told otherwise, and before 2.6 only on its own platform.
 */
function lovable(context: FrameworkContext, name: string): Output {
  const names = dependenciesOf(context.manifest);
  const from = dependencyAt(context, LOVABLE);
  const [major, locked] = dependencyVersion(context, LOVABLE) ?? [2, 0];
  const minor = context.lock === undefined ? Number.POSITIVE_INFINITY : locked;
  const plugin = '@cloudflare/vite-plugin';
  const brought = dependencyAt(context, plugin in names ? plugin : LOVABLE);
  const note = warn('plugin-left-out', { plugin, file: 'package.json' }, brought);
  if (major < 2)
    return served(context, name, { note, swap: { edit: sh`rm -rf ${`node_modules/${plugin}`}` } });
  const text = configOf(context, 'vite.config')?.text ?? '';
  const nitro = 'nitro' in names && !/\bnitro\s*:\s*false\b/.test(text);
  if (!nitro || (major === 2 && minor < 6 && !/\bnitro\s*:/.test(text))) return served(context, name);
  return nitroServer(context, 'nitro', {
    buildEnv: { NITRO_PRESET: 'node-server' },
    note: warn('nitro-preset', { place: cite(from) }, from),
  });
}

/** What the code asks of Cloudflare by itself, and what a configuration of it binds to the code. */
const TIED = /['"]cloudflare:|getCloudflareContext/;
const BINDINGS =
  /\b(d1_databases|kv_namespaces|r2_buckets|durable_objects|queues|services|vectorize|hyperdrive|workflows|browser)\b|"ai"|^[ \t]*\[ai\]/m;

/**
 * A build without the plugin of a host, where the configuration calls it in so many words and nothing in the code is
 * about that host. Throws a UserError elsewhere.
 */
function withoutPlugin(context: FrameworkContext, plugin: string): Partial<ServerOutput> {
  const config = configOf(context, 'vite.config');
  const imported = new RegExp(
    String.raw`\bimport\s+(?:\{\s*)?(?:\w+\s+as\s+)?(\w+)\s*(?:\}\s*)?from\s*['"]${escaped(plugin)}['"]`,
  ).exec(config?.text ?? '')?.[1];
  const calls =
    imported === undefined ? [] : (config?.text.match(new RegExp(`\\b${imported}\\(`, 'g')) ?? []);
  if (config === undefined || imported === undefined || calls.length !== 1 || isTied(context)) {
    const instead = 'the Vite plugin of nitro';
    throw refuse('adapter-foreign', { framework: 'TanStack Start', adapter: plugin, instead });
  }
  const file = relativeTo(context.manifest.dir, config.file);
  const edit = sh`sed -i ${`s/${imported}(/false \\&\\& ${imported}(/`} ${file}`;
  return { swap: { edit }, note: warn('plugin-left-out', { plugin, file }, place(config.file)) };
}

/** More files than these are not looked at. */
const MOST_FILES = 400;

function isTied({ project, manifest }: FrameworkContext): boolean {
  const settings = ['wrangler.toml', 'wrangler.json', 'wrangler.jsonc'];
  if (settings.some((file) => BINDINGS.test(project.read(below(manifest.dir, file)) ?? ''))) return true;
  let files = 0;
  for (const path of project.walk(below(manifest.dir, 'src'))) {
    if (++files > MOST_FILES) return false;
    if (/\.[cm]?[jt]sx?$/.test(path) && TIED.test(project.read(path) ?? '')) return true;
  }
  return false;
}

/** True for a locked or exact version of before; a range takes the newest. */
function bringsNitro(context: FrameworkContext, name: string): boolean {
  const version = context.lock?.packages.get(name)?.version ?? dependenciesOf(context.manifest)[name] ?? '';
  const [, minor] = /^1\.(\d+)\./.exec(version) ?? [];
  return minor !== undefined && Number(minor) < 132;
}

/** Where a package lies that the app does not name itself: pnpm keeps those out of the app's own modules. */
function modulesOf({ lock, manifest }: FrameworkContext): string {
  const pnpm = /^pnpm\b/.test(lock?.file ?? manifest.json.packageManager ?? '');
  return pnpm ? 'node_modules/.pnpm/node_modules' : 'node_modules';
}

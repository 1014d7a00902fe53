import { cite, lineAt, place } from '../../../../project/evidence.js';
import { below, relativeTo } from '../../../../project/paths.js';
import { sh } from '../../../../project/shell.js';
import { scriptOf } from '../../read/manifest.js';
import { refuse, warn } from '../../sentences.js';
import {
  type Config,
  configOf,
  dependencyAt,
  dependencyVersion,
  type FrameworkContext,
  literal,
  type Output,
  server,
  slashes,
} from './output-types.js';

const QWIK_CITY = '@builder.io/qwik-city';

/** Adapters whose entry listens by itself. */
const QWIK_SERVERS = ['express', 'fastify', 'node-server'];

/** Adds one of them without a question: https://qwik.dev/docs/deployments/node/ */
const QWIK_ADD = 'npx qwik add node-server --skipConfirmation=true';

/**
 * Qwik City builds for the adapter that `qwik add` wrote. Where there is none yet, the build adds the one of Node, in the image
 * alone. Throws a UserError for one of another platform.
 */
export function qwikCity(context: FrameworkContext): Output {
  const { project, manifest } = context;
  const folder = below(manifest.dir, 'adapters');
  const adapters = project.entries(folder).flatMap(({ name, kind }) => (kind === 'directory' ? [name] : []));
  const dependency = dependencyAt(context, QWIK_CITY);
  const bare = adapters.length === 0;
  const adapter = bare ? 'node-server' : QWIK_SERVERS.find((name) => adapters.includes(name));
  if (adapter !== undefined) {
    return server('Qwik City', bare ? dependency : place(below(folder, adapter)), {
      ...(bare && { swap: { edit: QWIK_ADD }, note: warn('adapter-added', {}, dependency) }),
      args: [`server/entry.${adapter}.js`],
      // What it imports of its own (undici) is a development dependency of every starter.
      allModules: true,
      copies: ['package.json', 'node_modules', 'server', 'dist'].map((path) => ({ from: path, to: path })),
    });
  }
  if (adapters.includes('static')) {
    const from = place(below(folder, 'static'));
    return { kind: 'static', framework: 'Qwik City', from, dir: 'dist', spa: false, basePath: '/' };
  }
  const way = 'Add a server with "npm run qwik add express", or files with "npm run qwik add static".';
  const values = {
    framework: 'Qwik City',
    adapter: `for ${adapters.join(' and ')}`,
    place: cite(dependency),
    way,
  };
  throw refuse('adapter-missing', values, dependency);
}

/** Redwood's two sides are built and served by its own command, from the root. Throws a UserError. */
export function redwood(context: FrameworkContext): undefined {
  const from = dependencyAt(context, '@redwoodjs/core');
  throw refuse('redwood-app', { place: cite(from) }, from);
}

/** `node ace build` writes an app of its own to `build`, to be started from in there. */
export function adonis(context: FrameworkContext): Output | undefined {
  const script = scriptOf(context.manifest, 'build') ?? '';
  if (!/\bace build(?!:)/.test(script)) return undefined;
  const six = context.project.has(below(context.manifest.dir, 'adonisrc.ts'));
  return server('AdonisJS', dependencyAt(context, '@adonisjs/core'), {
    args: [six ? 'bin/server.js' : 'server.js'],
    port: 3333,
    env: { HOST: '0.0.0.0' },
    copies: [
      { from: 'node_modules', to: 'node_modules' },
      { from: 'build', to: '.' },
    ],
  });
}

/** With this variable adapter-auto installs and takes the adapter of Node, from 3.2 on (its adapters.js). */
const ASKS_FOR_NODE = 'GCP_BUILDPACKS';

function takesNode(context: FrameworkContext): boolean {
  const [major, minor] = dependencyVersion(context, '@sveltejs/adapter-auto') ?? [
    Number.POSITIVE_INFINITY,
    0,
  ];
  return major > 3 || (major === 3 && minor >= 2);
}

/** Adapters for the platforms of others: what they adapt is the same server that Node's adapter does. */
const HOSTED = /^@sveltejs\/adapter-(auto|vercel|netlify|cloudflare(-workers)?)$/;

/** Node's adapter in the place of another one; its version 1 is for SvelteKit 1, and 5 for SvelteKit 2. */
function nodeAdapter(context: FrameworkContext, config: Config | undefined, from = '') {
  if (config === undefined || !HOSTED.test(from)) return undefined;
  const [major] = dependencyVersion(context, '@sveltejs/kit') ?? [2];
  const version = major < 2 ? '1' : '5';
  const file = relativeTo(context.manifest.dir, config.file);
  const to = '@sveltejs/adapter-node';
  return { file, to, version, edit: sh`sed -i ${`s#${from}#${to}#`} ${file}` };
}

/** Node's adapter ends on SIGTERM from 5 on (its files/index.js). */
function ignoresSignals(context: FrameworkContext, version?: string): { ignoresSignals?: boolean } {
  const [major] =
    version === undefined ? (dependencyVersion(context, '@sveltejs/adapter-node') ?? [5]) : [Number(version)];
  return major < 5 ? { ignoresSignals: true } : {};
}

export function svelteKit(context: FrameworkContext): Output {
  const configs = ['svelte.config', 'vite.config'].flatMap((name) => configOf(context, name) ?? []);
  const config = configs.find(({ text }) => /adapter-/.test(text)) ?? configs[0];
  const named = (config?.text ?? '').matchAll(/['"](@sveltejs\/adapter-[\w-]+|svelte-adapter-[\w-]+)['"]/g);
  const adapters = [...new Set([...named].map(([, name]) => name))];
  // Of several, the build picks one by its environment: the scripts know how to ask for Node's.
  const adapter = adapters.find((name) => name === '@sveltejs/adapter-node') ?? adapters[0];
  const script = ['build:node', 'build:docker', 'build:server'].find((name) =>
    scriptOf(context.manifest, name),
  );
  const from =
    config === undefined ? dependencyAt(context, '@sveltejs/kit') : place(config.file, undefined, adapter);
  if (adapter === '@sveltejs/adapter-node') {
    const out = literal(config, 'out')?.value ?? 'build';
    return server('SvelteKit', from, {
      ...ignoresSignals(context),
      ...(adapters.length > 1 && script !== undefined && { script }),
      args: [out],
      copies: ['package.json', 'node_modules', out].map((path) => ({ from: path, to: path })),
    });
  }
  if (adapter === '@sveltejs/adapter-auto' && takesNode(context)) {
    return server('SvelteKit', from, {
      args: ['build'],
      copies: ['package.json', 'node_modules', 'build'].map((path) => ({ from: path, to: path })),
      buildEnv: { [ASKS_FOR_NODE]: 'true' },
      note: warn('adapter-auto', { variable: ASKS_FOR_NODE }, from),
    });
  }
  if (adapter === '@sveltejs/adapter-static') {
    const fallback = literal(config, 'fallback')?.value;
    return {
      kind: 'static',
      framework: 'SvelteKit',
      from,
      dir: literal(config, 'pages')?.value ?? 'build',
      spa: /fallback\s*:/.test(config?.text ?? ''),
      ...(fallback !== undefined && { fallback }),
      basePath: slashes(literal(config, 'base')?.value),
    };
  }
  const swap = nodeAdapter(context, config, adapter);
  if (swap !== undefined) {
    return server('SvelteKit', from, {
      ...ignoresSignals(context, swap.version),
      args: ['build'],
      copies: ['package.json', 'node_modules', 'build'].map((path) => ({ from: path, to: path })),
      swap,
      note: warn('adapter-swapped', { adapter: adapter ?? '', to: swap.to, file: swap.file }, from),
    });
  }
  const values = { framework: 'SvelteKit', adapter: `with ${adapter ?? 'no adapter'}`, place: cite(from) };
  const way =
    'Install @sveltejs/adapter-node (a server) or @sveltejs/adapter-static (files) and use it in svelte.config.js.';
  throw refuse('adapter-missing', { ...values, way }, from);
}

export function astro(context: FrameworkContext): Output {
  const config = configOf(context, 'astro.config');
  const text = config?.text ?? '';
  const from = config === undefined ? dependencyAt(context, 'astro') : place(config.file);
  const adapter = /['"](@astrojs\/(?:node|vercel|netlify|cloudflare)[^'"]*)['"]/.exec(text)?.[1];
  const out = literal(config, 'outDir')?.value.replace(/^\.\/|\/$/g, '') ?? 'dist';
  if (adapter === '@astrojs/node') {
    return server('Astro', from, {
      args: [`${out}/server/entry.mjs`],
      port: 4321,
      env: { HOST: '0.0.0.0' },
      copies: ['package.json', 'node_modules', out].map((path) => ({ from: path, to: path })),
    });
  }
  if (adapter !== undefined && /output\s*:\s*['"](server|hybrid)/.test(text)) {
    const instead = 'the @astrojs/node adapter in standalone mode';
    throw refuse('adapter-foreign', { framework: 'Astro', adapter, instead, place: cite(from) }, from);
  }
  return {
    kind: 'static',
    framework: 'Astro',
    from,
    dir: out,
    spa: false,
    basePath: slashes(literal(config, 'base')?.value),
  };
}

/** Nx names the output of a Node application in project.json. */
export function nx(context: FrameworkContext): Output | undefined {
  if (!/\bnx\b/.test(scriptOf(context.manifest, 'build') ?? '')) return undefined;
  const file = below(context.manifest.dir, 'project.json');
  const text = context.project.read(file) ?? '';
  const out = /"outputPath"\s*:\s*"([^"]+)"/.exec(text)?.[1];
  const main = /"main"\s*:\s*"([^"]+)\.ts"/.exec(text)?.[1];
  if (out === undefined || main === undefined || !/node|esbuild|webpack/.test(text)) return undefined;
  const program = `${out}/${main.slice(main.lastIndexOf('/') + 1)}.js`;
  return server('Nx', place(file, lineAt(text, text.indexOf('"outputPath"')), `"outputPath": "${out}"`), {
    args: [program],
    copies: ['package.json', 'node_modules', out].map((path) => ({ from: path, to: path })),
  });
}

import { at, lineAt } from '../../../decision.js';
import { UserError } from '../../../errors.js';
import { below } from '../../../project.js';
import { dependenciesOf, scriptOf } from '../manifest.js';
import {
  configOf,
  dependencyAt,
  type FrameworkContext,
  literal,
  type Output,
  server,
  slashes,
  versionOf,
} from './output.js';

export function next(context: FrameworkContext): Output | undefined {
  const config = configOf(context, 'next.config');
  if (config === undefined && !isNextApp(context)) return undefined;
  const output = literal(config, 'output');
  const distDir = literal(config, 'distDir')?.value ?? '.next';
  const from = output?.from ?? dependencyAt(context, 'next');
  if (output?.value === 'export' || scriptOf(context.manifest, 'build')?.includes('next export')) {
    const dir = distDir === '.next' ? 'out' : distDir;
    return {
      kind: 'static',
      framework: 'Next.js export',
      from,
      dir,
      spa: false,
      basePath: slashes(literal(config, 'basePath')?.value),
    };
  }
  const publicDir = context.project.hasDirectory(below(context.manifest.dir, 'public'));
  const [major] = versionOf(context, 'next') ?? [Number.POSITIVE_INFINITY];
  if (major < 12) return oldNext(context, { from, distDir });
  // Next 12 writes its server as CommonJS whatever the package is (vercel/next.js#41258).
  const renamed = major < 13 && context.manifest.json.type === 'module';
  return server('Next.js', from, {
    args: [renamed ? 'server.cjs' : 'server.js'],
    env: { HOSTNAME: '0.0.0.0' },
    copies: [
      { from: `${distDir}/standalone`, to: '.' },
      ...(renamed ? [{ from: `${distDir}/standalone/server.js`, to: 'server.cjs' }] : []),
      { from: `${distDir}/static`, to: `${distDir}/static` },
      ...(publicDir ? [{ from: 'public', to: 'public' }] : []),
    ],
    selfContained: true,
    // What `output: 'standalone'` in next.config does; the repository does not have to change for it.
    ...(output?.value !== 'standalone' && { note: STANDALONE_NOTE }),
    buildEnv: {
      ...(output?.value === 'standalone' ? {} : { NEXT_PRIVATE_STANDALONE: 'true' }),
      NEXT_TELEMETRY_DISABLED: '1',
    },
  });
}

const STANDALONE_NOTE =
  "the build asks Next.js for its standalone output; write output: 'standalone' in next.config to have it everywhere";

/** Before Next.js 12 there is no standalone output: the app is started by its command line. */
function oldNext(context: FrameworkContext, { from, distDir }: { from: string; distDir: string }): Output {
  const { project, manifest } = context;
  const present = ['public', 'next.config.js', 'next-i18next.config.js', 'i18n.json'].filter(
    (path) => project.hasDirectory(below(manifest.dir, path)) || project.has(below(manifest.dir, path)),
  );
  return server('Next.js', from, {
    args: ['node_modules/next/dist/bin/next', 'start'],
    copies: ['package.json', 'node_modules', distDir, ...present].map((path) => ({ from: path, to: path })),
    buildEnv: { NEXT_TELEMETRY_DISABLED: '1' },
  });
}

/** A package of a workspace may use Next.js without being an app of it. */
function isNextApp({ project, manifest }: FrameworkContext): boolean {
  const scripts = Object.values(manifest.json.scripts ?? {}).join(' ');
  const pages = ['app', 'pages', 'src/app', 'src/pages'];
  return /\bnext\b/.test(scripts) || pages.some((dir) => project.hasDirectory(below(manifest.dir, dir)));
}

export function nuxt(context: FrameworkContext): Output | undefined {
  const config = configOf(context, 'nuxt.config');
  const from = dependencyAt(context, 'nuxt');
  const build = scriptOf(context.manifest, 'build') ?? '';
  const two = /^[\^~]?2\./.test(dependenciesOf(context.manifest).nuxt ?? '');
  if (two) {
    const isStatic =
      /target\s*:\s*['"]static/.test(config?.text ?? '') ||
      /ssr\s*:\s*false|mode\s*:\s*['"]spa/.test(config?.text ?? '');
    if (isStatic) return { kind: 'static', framework: 'Nuxt 2', from, dir: 'dist', spa: true, basePath: '/' };
    const copies = ['package.json', 'node_modules', '.nuxt', 'static', 'nuxt.config.js'].filter(
      (path) =>
        !/^(static|nuxt)/.test(path) ||
        context.project.has(below(context.manifest.dir, path)) ||
        context.project.hasDirectory(below(context.manifest.dir, path)),
    );
    return server('Nuxt 2', from, {
      args: ['node_modules/nuxt/bin/nuxt.js', 'start'],
      env: { HOST: '0.0.0.0' },
      copies: copies.map((path) => ({ from: path, to: path })),
    });
  }
  if (/nux[ti] generate/.test(build)) {
    return {
      kind: 'static',
      framework: 'Nuxt',
      from,
      dir: '.output/public',
      spa: false,
      basePath: slashes(literal(config, 'baseURL')?.value),
    };
  }
  return server('Nuxt', from, {
    args: ['.output/server/index.mjs'],
    env: { HOST: '0.0.0.0' },
    copies: [{ from: '.output', to: '.output' }],
    selfContained: true,
  });
}

export function nitro(context: FrameworkContext): Output | undefined {
  const names = dependenciesOf(context.manifest);
  const name =
    ['nitropack', 'nitro', '@tanstack/react-start', '@tanstack/solid-start', '@solidjs/start'].find(
      (n) => n in names,
    ) ?? 'nitro';
  const hosted = ['@cloudflare/vite-plugin', '@netlify/vite-plugin-tanstack-start'].find((n) => n in names);
  if (name.startsWith('@tanstack') && !('vinxi' in names || '@tanstack/nitro-v2-vite-plugin' in names)) {
    if (hosted === undefined) return undefined;
    throw new UserError(`TanStack Start with ${hosted} makes a server for another platform`, {
      hint: 'Use the Vite plugin of nitro in its place: it makes a server for Node.',
    });
  }
  return server('Nitro', dependencyAt(context, name), {
    args: ['.output/server/index.mjs'],
    env: { HOST: '0.0.0.0' },
    copies: [{ from: '.output', to: '.output' }],
    selfContained: true,
  });
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
  const [major, minor] = versionOf(context, '@sveltejs/adapter-auto') ?? [Number.POSITIVE_INFINITY, 0];
  return major > 3 || (major === 3 && minor >= 2);
}

export function svelteKit(context: FrameworkContext): Output {
  const config = configOf(context, 'svelte.config') ?? configOf(context, 'vite.config');
  const named = (config?.text ?? '').matchAll(/['"](@sveltejs\/adapter-[\w-]+|svelte-adapter-[\w-]+)['"]/g);
  const adapters = [...new Set([...named].map(([, name]) => name))];
  // Of several, the build picks one by its environment: the scripts know how to ask for Node's.
  const adapter = adapters.find((name) => name === '@sveltejs/adapter-node') ?? adapters[0];
  const script = ['build:node', 'build:docker', 'build:server'].find((name) =>
    scriptOf(context.manifest, name),
  );
  const from =
    config === undefined ? dependencyAt(context, '@sveltejs/kit') : at(config.file, undefined, adapter);
  if (adapter === '@sveltejs/adapter-node') {
    const out = literal(config, 'out')?.value ?? 'build';
    return server('SvelteKit', from, {
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
      note: `adapter-auto makes no server by itself: the build asks it for Node's with ${ASKS_FOR_NODE}; use @sveltejs/adapter-node in svelte.config to have it everywhere`,
    });
  }
  if (adapter === '@sveltejs/adapter-static') {
    const fallback = /fallback\s*:/.test(config?.text ?? '');
    return {
      kind: 'static',
      framework: 'SvelteKit',
      from,
      dir: literal(config, 'pages')?.value ?? 'build',
      spa: fallback,
      basePath: '/',
    };
  }
  throw new UserError(
    `SvelteKit with ${adapter ?? 'no adapter'} makes nothing that a container can run (${from})`,
    {
      hint: 'Install @sveltejs/adapter-node (a server) or @sveltejs/adapter-static (files) and use it in svelte.config.js.',
    },
  );
}

export function astro(context: FrameworkContext): Output {
  const config = configOf(context, 'astro.config');
  const text = config?.text ?? '';
  const from = config === undefined ? dependencyAt(context, 'astro') : at(config.file);
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
    throw new UserError(`Astro with ${adapter} makes a server for another platform (${from})`, {
      hint: 'Use the @astrojs/node adapter in standalone mode.',
    });
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

export function reactRouter(context: FrameworkContext): Output | undefined {
  const names = dependenciesOf(context.manifest);
  const config = configOf(context, 'react-router.config') ?? configOf(context, 'vite.config');
  if (/ssr\s*:\s*false/.test(config?.text ?? '')) {
    return {
      kind: 'static',
      framework: 'React Router',
      from: at(config?.file ?? '', undefined, 'ssr: false'),
      dir: 'build/client',
      spa: true,
      basePath: '/',
    };
  }
  const serve = ['@react-router/serve', '@remix-run/serve'].find((name) => name in names);
  if (serve === undefined) return undefined;
  const program = serve === '@react-router/serve' ? 'react-router-serve' : 'remix-serve';
  const bin =
    context.lock?.packages.get(serve)?.bin?.[program] ??
    (serve === '@react-router/serve' ? 'bin.cjs' : 'dist/cli.js');
  const script = scriptOf(context.manifest, 'start') ?? '';
  const target =
    /serve\s+(\S+\.js|\S*build\S*)/.exec(script)?.[1]?.replace(/^\.\//, '') ?? 'build/server/index.js';
  const publicDir = context.project.hasDirectory(below(context.manifest.dir, 'public'));
  return server(serve === '@react-router/serve' ? 'React Router' : 'Remix', dependencyAt(context, serve), {
    args: [`node_modules/${serve}/${bin}`, target],
    env: { HOST: '0.0.0.0' },
    copies: ['package.json', 'node_modules', 'build', ...(publicDir ? ['public'] : [])].map((path) => ({
      from: path,
      to: path,
    })),
  });
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
  return server('Nx', at(file, lineAt(text, text.indexOf('"outputPath"')), `"outputPath": "${out}"`), {
    args: [program],
    copies: ['package.json', 'node_modules', out].map((path) => ({ from: path, to: path })),
  });
}

import { at, lineAt } from '../../decision.js';
import { UserError } from '../../errors.js';
import { below, type Project, within } from '../../project.js';
import type { Lock } from './lock.js';
import { dependenciesOf, keyAt, type Manifest, scriptOf } from './manifest.js';

/** A server that the framework's build makes. */
export interface ServerOutput {
  kind: 'server';
  framework: string;
  from: string;
  /** Arguments of node. */
  args: string[];
  port: number;
  /** Environment of the final image, PORT aside. */
  env: Record<string, string>;
  /** What goes into the final image: path after the build → path below the app's directory there. */
  copies: { from: string; to: string }[];
  /** True when the output brings all the modules it needs. */
  selfContained: boolean;
  /** Environment of the build. */
  buildEnv: Record<string, string>;
}

/** Files for a web server. */
export interface StaticOutput {
  kind: 'static';
  framework: string;
  from: string;
  /** Directory the build writes, relative to the app. */
  dir: string;
  /** True when unknown paths belong to the app's own router (R39). */
  spa: boolean;
  /** Path the site is served below, with slashes at both ends. */
  basePath: string;
}

export type Output = ServerOutput | StaticOutput;

export interface FrameworkContext {
  project: Project;
  manifest: Manifest;
  lock: Lock | undefined;
}

interface Config {
  file: string;
  text: string;
}

interface Framework {
  /** Any of these packages shows it. */
  packages: string[];
  output(context: FrameworkContext): Output | undefined;
}

/** Frameworks whose own build makes a server or a site, in order: the outer one before what it is built on. */
const FRAMEWORKS: Framework[] = [
  { packages: ['next'], output: next },
  { packages: ['nuxt', 'nuxt3', 'nuxt-edge'], output: nuxt },
  { packages: ['@sveltejs/kit'], output: svelteKit },
  { packages: ['astro'], output: astro },
  { packages: ['@react-router/dev', '@remix-run/dev'], output: reactRouter },
  {
    packages: ['@tanstack/react-start', '@tanstack/solid-start', '@solidjs/start', 'nitropack', 'nitro'],
    output: nitro,
  },
  { packages: ['nx', '@nx/node', '@nrwl/node'], output: nx },
  { packages: ['@angular/core'], output: angular },
  { packages: ['gatsby'], output: (c) => site(c, 'Gatsby', 'gatsby', 'public', false) },
  {
    packages: ['@docusaurus/core'],
    output: (c) =>
      site(c, 'Docusaurus', '@docusaurus/core', 'build', false, configOf(c, 'docusaurus.config'), 'baseUrl'),
  },
  { packages: ['vitepress'], output: (c) => docs(c, 'VitePress', 'vitepress') },
  { packages: ['vuepress'], output: (c) => docs(c, 'VuePress', 'vuepress') },
  { packages: ['@11ty/eleventy'], output: eleventy },
  {
    packages: ['rspress', '@rspress/core'],
    output: (c) => site(c, 'Rspress', 'rspress', 'doc_build', false),
  },
  { packages: ['hexo'], output: (c) => site(c, 'Hexo', 'hexo', 'public', false) },
  { packages: ['@slidev/cli'], output: (c) => site(c, 'Slidev', '@slidev/cli', 'dist', true) },
  { packages: ['@stencil/core'], output: (c) => site(c, 'Stencil', '@stencil/core', 'www', true) },
  { packages: ['react-scripts', '@craco/craco', 'react-app-rewired'], output: createReactApp },
  {
    packages: ['@vue/cli-service'],
    output: (c) =>
      site(c, 'Vue CLI', '@vue/cli-service', 'dist', true, configOf(c, 'vue.config'), 'publicPath'),
  },
  {
    packages: ['@rsbuild/core'],
    output: (c) => site(c, 'Rsbuild', '@rsbuild/core', 'dist', true, configOf(c, 'rsbuild.config'), 'base'),
  },
  { packages: ['vite', 'rolldown-vite', '@vitejs/plugin-react', '@vitejs/plugin-vue'], output: vite },
  { packages: ['ember-cli'], output: (c) => site(c, 'Ember', 'ember-cli', 'dist', true) },
  { packages: ['preact-cli'], output: (c) => site(c, 'Preact CLI', 'preact-cli', 'build', true) },
  { packages: ['parcel', 'parcel-bundler'], output: (c) => site(c, 'Parcel', 'parcel', 'dist', true) },
  {
    packages: ['@storybook/cli', 'storybook'],
    output: (c) =>
      scriptOf(c.manifest, 'build')?.includes('storybook')
        ? site(c, 'Storybook', 'storybook', 'storybook-static', true)
        : undefined,
  },
  { packages: ['webpack', 'webpack-cli'], output: webpack },
];

/** What the first framework of the table that the package uses makes of it. */
export function frameworkOutput(context: FrameworkContext): Output | undefined {
  const names = dependenciesOf(context.manifest);
  for (const { packages, output } of FRAMEWORKS) {
    if (!packages.some((name) => name in names)) continue;
    const found = output(context);
    if (found !== undefined) return found;
  }
  return undefined;
}

function configOf({ project, manifest }: FrameworkContext, name: string): Config | undefined {
  for (const extension of ['ts', 'mts', 'js', 'mjs', 'cjs', 'json']) {
    const file = below(manifest.dir, `${name}.${extension}`);
    const text = project.read(file);
    // A line comment would hide or fake a setting; `//` inside a URL stays.
    if (text !== undefined) return { file, text: text.replace(/^\s*\/\/[^\n]*/gm, '') };
  }
  return undefined;
}

/** A setting with a literal string as its value, and where it stands. */
function literal(config: Config | undefined, name: string): { value: string; from: string } | undefined {
  const match = new RegExp(String.raw`(?<![\w.])${name}['"]?\s*:\s*['"\`]([^'"\`$]+)['"\`]`).exec(
    config?.text ?? '',
  );
  if (config === undefined || match?.[1] === undefined) return undefined;
  return { value: match[1], from: at(config.file, lineAt(config.text, match.index), match[0]) };
}

function dependencyAt({ manifest }: FrameworkContext, name: string): string {
  const kind = name in (manifest.json.dependencies ?? {}) ? 'dependencies' : 'devDependencies';
  return keyAt(manifest, kind, name);
}

function slashes(path: string | undefined): string {
  if (path === undefined || !path.startsWith('/')) return '/';
  const inner = path.replace(/^\/+|\/+$/g, '');
  return inner === '' || !/^[\w./-]+$/.test(inner) ? '/' : `/${inner}/`;
}

function site(
  context: FrameworkContext,
  framework: string,
  name: string,
  dir: string,
  spa: boolean,
  config?: Config,
  baseKey = 'base',
): StaticOutput {
  const out = literal(config, 'outDir') ?? literal(config, 'outputDir');
  return {
    kind: 'static',
    framework,
    from: out?.from ?? dependencyAt(context, name),
    dir: (out === undefined ? undefined : within('.', out.value)) ?? dir,
    spa,
    basePath: slashes(literal(config, baseKey)?.value),
  };
}

function server(
  framework: string,
  from: string,
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

function next(context: FrameworkContext): Output {
  const config = configOf(context, 'next.config');
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
  return server('Next.js', from, {
    args: ['server.js'],
    env: { HOSTNAME: '0.0.0.0' },
    copies: [
      { from: `${distDir}/standalone`, to: '.' },
      { from: `${distDir}/static`, to: `${distDir}/static` },
      ...(publicDir ? [{ from: 'public', to: 'public' }] : []),
    ],
    selfContained: true,
    // What `output: 'standalone'` in next.config does; the repository does not have to change for it.
    buildEnv: {
      ...(output?.value === 'standalone' ? {} : { NEXT_PRIVATE_STANDALONE: 'true' }),
      NEXT_TELEMETRY_DISABLED: '1',
    },
  });
}

function nuxt(context: FrameworkContext): Output | undefined {
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

function nitro(context: FrameworkContext): Output | undefined {
  const names = dependenciesOf(context.manifest);
  const name =
    ['nitropack', 'nitro', '@tanstack/react-start', '@tanstack/solid-start', '@solidjs/start'].find(
      (n) => n in names,
    ) ?? 'nitro';
  if (name.startsWith('@tanstack') && !('nitro' in names || 'vinxi' in names)) return undefined;
  return server('Nitro', dependencyAt(context, name), {
    args: ['.output/server/index.mjs'],
    env: { HOST: '0.0.0.0' },
    copies: [{ from: '.output', to: '.output' }],
    selfContained: true,
  });
}

function svelteKit(context: FrameworkContext): Output {
  const config = configOf(context, 'svelte.config') ?? configOf(context, 'vite.config');
  const adapter = /['"](@sveltejs\/adapter-[\w-]+|svelte-adapter-[\w-]+)['"]/.exec(config?.text ?? '')?.[1];
  const from =
    config === undefined ? dependencyAt(context, '@sveltejs/kit') : at(config.file, undefined, adapter);
  if (adapter === '@sveltejs/adapter-node') {
    const out = literal(config, 'out')?.value ?? 'build';
    return server('SvelteKit', from, {
      args: [out],
      copies: ['package.json', 'node_modules', out].map((path) => ({ from: path, to: path })),
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

function astro(context: FrameworkContext): Output {
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

function reactRouter(context: FrameworkContext): Output | undefined {
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
function nx(context: FrameworkContext): Output | undefined {
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

interface AngularProject {
  projectType?: string;
  architect?: { build?: { builder?: string; options?: AngularOptions } };
  targets?: { build?: { builder?: string; options?: AngularOptions } };
}
interface AngularOptions {
  outputPath?: string | { base?: string; browser?: string };
  baseHref?: string;
  ssr?: unknown;
}

function angular(context: FrameworkContext): Output | undefined {
  const file = below(context.manifest.dir, 'angular.json');
  let json: { defaultProject?: string; projects?: Record<string, AngularProject> };
  try {
    json = JSON.parse(context.project.read(file) ?? '');
  } catch {
    return undefined;
  }
  const apps = Object.entries(json.projects ?? {}).filter(
    ([, app]) => app.projectType !== 'library' && (app.architect ?? app.targets)?.build,
  );
  const [name, app] = apps.find(([key]) => key === json.defaultProject) ?? apps[0] ?? [];
  if (name === undefined || app === undefined) return undefined;
  const build = (app.architect ?? app.targets)?.build;
  const options = build?.options ?? {};
  const base =
    typeof options.outputPath === 'string'
      ? options.outputPath
      : (options.outputPath?.base ?? `dist/${name}`);
  const application = /:application$/.test(build?.builder ?? '');
  const browser =
    typeof options.outputPath === 'object'
      ? (options.outputPath.browser ?? 'browser')
      : application
        ? 'browser'
        : '';
  const from = at(file, undefined, `${name}: ${build?.builder ?? 'build'}`);
  if (application && options.ssr) {
    return server('Angular', from, {
      args: [`${base}/server/server.mjs`],
      port: 4000,
      copies: [{ from: base, to: base }],
      selfContained: true,
    });
  }
  return {
    kind: 'static',
    framework: 'Angular',
    from,
    dir: browser === '' ? base : `${base}/${browser}`,
    spa: true,
    basePath: slashes(options.baseHref),
  };
}

/** The directory the documentation tool works in comes from its script: `vitepress build docs`. */
function docs(context: FrameworkContext, framework: string, program: string): StaticOutput | undefined {
  const scripts = Object.entries(context.manifest.json.scripts ?? {});
  const [script, text] = scripts.find(([, value]) => value.includes(`${program} build`)) ?? [];
  if (script === undefined || text === undefined) return undefined;
  const dir = new RegExp(`${program} build\\s+([\\w./-]+)`).exec(text)?.[1]?.replace(/^\.\/|\/$/g, '') ?? '.';
  const dot = program === 'vuepress' ? '.vuepress' : '.vitepress';
  const config = ['config'].map((name) =>
    configOf(
      {
        ...context,
        manifest: {
          ...context.manifest,
          dir: below(context.manifest.dir, dir === '.' ? dot : `${dir}/${dot}`),
        },
      },
      name,
    ),
  )[0];
  return {
    kind: 'static',
    framework,
    from: keyAt(context.manifest, 'scripts', script),
    dir: below(dir, `${dot}/dist`),
    spa: false,
    basePath: slashes(literal(config, 'base')?.value),
  };
}

function eleventy(context: FrameworkContext): StaticOutput {
  const config = [configOf(context, '.eleventy'), configOf(context, 'eleventy.config')].find(
    (found) => found !== undefined,
  );
  const flag = /--output[= ]([\w./-]+)/.exec(scriptOf(context.manifest, 'build') ?? '')?.[1];
  const output = /\boutput\s*:\s*['"]([^'"]+)['"]|setOutputDirectory\(\s*['"]([^'"]+)['"]/.exec(
    config?.text ?? '',
  );
  const dir = flag ?? output?.[1] ?? output?.[2] ?? '_site';
  return {
    kind: 'static',
    framework: 'Eleventy',
    from: config === undefined ? dependencyAt(context, '@11ty/eleventy') : at(config.file),
    dir: within('.', dir) ?? '_site',
    spa: false,
    basePath: slashes(literal(config, 'pathPrefix')?.value),
  };
}

function createReactApp(context: FrameworkContext): StaticOutput {
  const { homepage } = context.manifest.json;
  const path = typeof homepage === 'string' ? homepage.replace(/^[a-z]+:\/\/[^/]*/, '') : undefined;
  const dir = /BUILD_PATH=['"]?([\w./-]+)/.exec(scriptOf(context.manifest, 'build') ?? '')?.[1] ?? 'build';
  return {
    ...site(context, 'Create React App', 'react-scripts', within('.', dir) ?? 'build', true),
    basePath: slashes(path),
  };
}

function vite(context: FrameworkContext): StaticOutput | undefined {
  const config = configOf(context, 'vite.config');
  const html = ['index.html', 'src/index.html', 'client/index.html'].some((file) =>
    context.project.has(below(context.manifest.dir, file)),
  );
  const root = literal(config, 'root')?.value;
  const build = scriptOf(context.manifest, 'build') ?? '';
  if (!html && root === undefined) return undefined;
  if (/build\s*:\s*\{[^}]*\blib\s*:/.test(config?.text ?? '') && !/vite build/.test(build)) return undefined;
  const flag = /--outDir[= ]([\w./-]+)/.exec(build)?.[1];
  const base = /--base[= ]([\w./-]+)/.exec(build)?.[1];
  const found = site(context, 'Vite', 'vite', 'dist', true, config);
  const inner = root === undefined ? '.' : (within('.', root.replace(/^\//, '')) ?? '.');
  const dir = within(inner, flag ?? literal(config, 'outDir')?.value ?? 'dist') ?? found.dir;
  return { ...found, dir, basePath: base === undefined ? found.basePath : slashes(base) };
}

function webpack(context: FrameworkContext): StaticOutput | undefined {
  const config =
    configOf(context, 'webpack.config') ??
    configOf(context, 'webpack.prod') ??
    configOf(context, 'config/webpack.prod') ??
    configOf(context, 'webpack.config.prod') ??
    configOf(context, 'config/webpack.config');
  if (
    !/webpack/.test(scriptOf(context.manifest, 'build') ?? '') ||
    /target\s*:\s*['"]node/.test(config?.text ?? '')
  )
    return undefined;
  const names = dependenciesOf(context.manifest);
  const pages =
    'html-webpack-plugin' in names ||
    context.project.has(below(context.manifest.dir, 'public/index.html')) ||
    context.project.has(below(context.manifest.dir, 'dist/index.html'));
  if (!pages && !('webpack-dev-server' in names)) return undefined;
  const path =
    /output\s*:\s*\{[^}]*?path\s*:\s*(?:path\.)?(?:resolve|join)\(\s*(?:__dirname|process\.cwd\(\))\s*,\s*['"]([^'"]+)['"]/s.exec(
      config?.text ?? '',
    )?.[1];
  return {
    kind: 'static',
    framework: 'webpack',
    from: config === undefined ? dependencyAt(context, 'webpack') : at(config.file),
    dir: (path === undefined ? undefined : within('.', path)) ?? 'dist',
    spa: true,
    basePath: '/',
  };
}

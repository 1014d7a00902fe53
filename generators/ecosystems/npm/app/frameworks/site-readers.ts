import { place } from '../../../../project/evidence.js';
import { below, within } from '../../../../project/paths.js';
import { dependenciesOf, keyAt, leadsTo, scriptOf, scriptThatRuns } from '../../read/manifest.js';
import {
  configOf,
  dependencyAt,
  type FrameworkContext,
  joined,
  literal,
  pathSetting,
  type StaticOutput,
  site,
  slashes,
  variableSetting,
} from './output-types.js';

/** A component library whose stories are the only pages it has. */
export function storybook(context: FrameworkContext): StaticOutput | undefined {
  const command = /\b(?:storybook build|build-storybook)\b(?:.{0,300}?(?:-o|--output-dir)[= ]([\w./-]+))?/;
  const script = scriptThatRuns(context.manifest, command);
  if (script === undefined) return undefined;
  const dir = command.exec(scriptOf(context.manifest, script) ?? '')?.[1] ?? 'storybook-static';
  return {
    kind: 'static',
    framework: 'Storybook',
    from: keyAt(context.manifest, 'scripts', script),
    dir: joined('.', dir),
    spa: false,
    basePath: '/',
    ...(!leadsTo(context.manifest, 'build', script) && { script }),
  };
}

/** Quasar writes a directory for each mode; only those of pages make a site. */
export function quasar(context: FrameworkContext): StaticOutput | undefined {
  const command = /\bquasar build\b(?:.{0,300}?(?:-m|--mode)[= ](\w+))?/;
  const script = scriptThatRuns(context.manifest, command);
  const mode = command.exec((script && scriptOf(context.manifest, script)) ?? '')?.[1] ?? 'spa';
  if (!/^(spa|pwa)$/.test(mode)) return undefined;
  const config = configOf(context, 'quasar.config') ?? configOf(context, 'quasar.conf');
  const found = site(context, 'Quasar', '@quasar/app-vite', `dist/${mode}`, true, config, 'publicPath');
  return { ...found, dir: joined('.', pathSetting(config, 'distDir')?.value ?? `dist/${mode}`) };
}

/** The directory the documentation tool works in comes from its script: `vitepress build docs`. */
export function docs(
  context: FrameworkContext,
  framework: string,
  program: string,
): StaticOutput | undefined {
  // VuePress 2 has a command for each of its bundlers.
  const command = new RegExp(`${program}(?:-vite|-webpack)? build(?:\\s+([\\w./-]+))?`);
  const script = scriptThatRuns(context.manifest, command);
  if (script === undefined) return undefined;
  const dir = command.exec(scriptOf(context.manifest, script) ?? '')?.[1]?.replace(/^\.\/|\/$/g, '') ?? '.';
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
    ...(!leadsTo(context.manifest, 'build', script) && { script }),
  };
}

export function eleventy(context: FrameworkContext): StaticOutput {
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
    from: config === undefined ? dependencyAt(context, '@11ty/eleventy') : place(config.file),
    dir: within('.', dir) ?? '_site',
    spa: false,
    basePath: slashes(literal(config, 'pathPrefix')?.value),
  };
}

export function createReactApp(context: FrameworkContext): StaticOutput {
  const { homepage } = context.manifest.json;
  const path = typeof homepage === 'string' ? homepage.replace(/^[a-z]+:\/\/[^/]*/, '') : undefined;
  const dir = /BUILD_PATH=['"]?([\w./-]+)/.exec(scriptOf(context.manifest, 'build') ?? '')?.[1] ?? 'build';
  return {
    ...site(context, 'Create React App', 'react-scripts', joined('.', dir), true),
    basePath: slashes(path),
  };
}

export function vite(context: FrameworkContext): StaticOutput | undefined {
  const config = configOf(context, 'vite.config');
  const html = ['index.html', 'src/index.html', 'client/index.html'].some((file) =>
    context.project.has(below(context.manifest.dir, file)),
  );
  const root = pathSetting(config, 'root')?.value ?? variableSetting(config, 'root');
  const build = scriptOf(context.manifest, 'build') ?? '';
  if (!html && root === undefined) return undefined;
  if (/build\s*:\s*\{[^}]{0,1000}\blib\s*:/.test(config?.text ?? '') && !/vite build/.test(build))
    return undefined;
  const flag = /--outDir[= ]([\w./-]+)/.exec(build)?.[1];
  const base = /--base[= ]([\w./-]+)/.exec(build)?.[1];
  const found = site(context, 'Vite', 'vite', 'dist', true, config);
  const inner = root === undefined ? '.' : (within('.', root.replace(/^\//, '')) ?? '.');
  const out = flag === undefined ? pathSetting(config, 'outDir') : undefined;
  const dir = joined(out?.fixed ? '.' : inner, flag ?? out?.value ?? 'dist');
  return { ...found, dir, basePath: base === undefined ? found.basePath : slashes(base) };
}

/** The pages of an app for phones, where it is one for browsers too and needs no server for them. */
export function expo(context: FrameworkContext): StaticOutput | undefined {
  if (!('react-native-web' in dependenciesOf(context.manifest))) return undefined;
  const web = /"web"\s*:\s*\{[^}]{0,1000}"output"\s*:\s*"(\w+)"/.exec(
    configOf(context, 'app')?.text ?? '',
  )?.[1];
  if (web === 'server') return undefined;
  return site(context, 'Expo', 'expo', 'dist', web !== 'static');
}

/** Rspack makes pages where its plugin for them is used, else a bundle. */
export function rspack(context: FrameworkContext): StaticOutput | undefined {
  const config = configOf(context, 'rspack.config');
  if (!/HtmlRspackPlugin|html-webpack-plugin/.test(config?.text ?? '')) return undefined;
  return site(context, 'Rspack', '@rspack/cli', 'dist', true, config, 'publicPath');
}

export function webpack(context: FrameworkContext): StaticOutput | undefined {
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
  const text = config?.text ?? '';
  const stated =
    /output\s*[:=]\s*\{[^}]{0,1000}?\bpath\s*:([^,}\n(]*(?:\([^)]{0,300}\))?)/s.exec(text)?.[1]?.trim() ?? '';
  // `path: OUT`, with `const OUT = path.resolve(__dirname, 'public')` above.
  const value = /^\w+$/.test(stated)
    ? (new RegExp(String.raw`\b${stated}\s*=\s*([^;\n]+)`).exec(text)?.[1] ?? '')
    : stated;
  const path = /^(?:path\.)?(?:resolve|join)\(\s*(?:__dirname|process\.cwd\(\))\s*,\s*['"]([^'"]+)['"]/.exec(
    value,
  )?.[1];
  return {
    kind: 'static',
    framework: 'webpack',
    from: config === undefined ? dependencyAt(context, 'webpack') : place(config.file),
    dir: (path === undefined ? undefined : within('.', path)) ?? 'dist',
    spa: true,
    basePath: '/',
  };
}

import { dependenciesOf } from '../../read/manifest.js';
import { angular } from './angular.js';
import { handMade } from './hand-made.js';
import { next } from './next.js';
import { analog, nitro, tanstackStart } from './nitro.js';
import { nuxt } from './nuxt.js';
import { configOf, type FrameworkContext, type Output, site } from './output.js';
import { qwikCity } from './qwik.js';
import { adonis, astro, nx, reactRouter, redwood, svelteKit } from './servers.js';
import { createReactApp, docs, eleventy, expo, quasar, rspack, storybook, vite, webpack } from './sites.js';

export type { Output, ServerOutput, StaticOutput } from './output.js';

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
    packages: ['@tanstack/react-start', '@tanstack/solid-start', '@tanstack/vue-start'],
    output: tanstackStart,
  },
  { packages: ['@builder.io/qwik-city'], output: qwikCity },
  { packages: ['@solidjs/start', 'nitropack', 'nitro'], output: nitro },
  { packages: ['nx', '@nx/node', '@nrwl/node'], output: nx },
  { packages: ['@redwoodjs/core'], output: redwood },
  { packages: ['@adonisjs/core'], output: adonis },
  { packages: ['@analogjs/platform'], output: analog },
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
  { packages: ['@quasar/app-vite', '@quasar/app-webpack', '@quasar/app'], output: quasar },
  {
    packages: ['umi', '@umijs/max'],
    output: (c) => site(c, 'Umi', 'umi', 'dist', true, configOf(c, '.umirc') ?? configOf(c, 'config/config')),
  },
  { packages: ['vite', 'rolldown-vite', '@vitejs/plugin-react', '@vitejs/plugin-vue'], output: vite },
  { packages: ['ember-cli'], output: (c) => site(c, 'Ember', 'ember-cli', 'dist', true) },
  { packages: ['expo'], output: expo },
  { packages: ['@farmfe/core'], output: (c) => site(c, 'Farm', '@farmfe/core', 'dist', true) },
  { packages: ['@rspack/cli'], output: rspack },
  { packages: ['preact-cli'], output: (c) => site(c, 'Preact CLI', 'preact-cli', 'build', true) },
  { packages: ['parcel', 'parcel-bundler'], output: (c) => site(c, 'Parcel', 'parcel', 'dist', true) },
  { packages: ['storybook', '@storybook/cli', '@storybook/react', '@storybook/vue3'], output: storybook },
  { packages: ['webpack', 'webpack-cli'], output: webpack },
  {
    packages: [
      'tailwindcss',
      '@tailwindcss/cli',
      'sass',
      'node-sass',
      'postcss-cli',
      'less',
      'typescript',
      'esbuild',
    ],
    output: handMade,
  },
];

/** True for a package that shows one of them: `next start` is its tool. */
export function isFramework(name: string): boolean {
  return FRAMEWORKS.some(({ packages }) => packages.includes(name));
}

/** What the first framework of the table that the package uses makes of it. */
export function frameworkOutput(context: FrameworkContext): Output | undefined {
  const names = dependenciesOf(context.manifest);
  // In a workspace the tool may be a dependency of the root: then a script of the app calls it.
  const scripts = Object.values(context.manifest.json.scripts ?? {}).join(' && ');
  const called = (name: string) => new RegExp(`(^|\\s)${name} build\\b`).test(scripts);
  for (const { packages, output } of FRAMEWORKS) {
    if (!packages.some((name) => name in names || (context.manifest.dir !== '.' && called(name)))) continue;
    const found = output(context);
    if (found !== undefined) return found;
  }
  return undefined;
}

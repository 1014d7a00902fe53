import { FRAMEWORKS, type Framework } from '../../../../knowledge/node-frameworks.js';
import { dependenciesOf } from '../../read/manifest.js';
import { angular } from './angular.js';
import { handMade } from './hand-made.js';
import { next } from './next.js';
import { analog, nitro } from './nitro.js';
import { nuxt } from './nuxt.js';
import { configOf, type FrameworkContext, type Output, site } from './output-types.js';
import { reactRouter } from './react-router.js';
import { adonis, astro, nx, qwikCity, redwood, svelteKit } from './server-readers.js';
import {
  createReactApp,
  docs,
  eleventy,
  expo,
  quasar,
  rspack,
  storybook,
  vite,
  webpack,
} from './site-readers.js';
import { tanstackStart } from './tanstack-start.js';
import { isForOthers } from './tool-for-others.js';

type Reader = (context: FrameworkContext) => Output | undefined;

/** What a row of the table cannot say, by the name it has there. */
const READERS: Record<string, Reader> = {
  adonis,
  analog,
  angular,
  astro,
  createReactApp,
  eleventy,
  expo,
  handMade,
  next,
  nitro,
  nuxt,
  nx,
  quasar,
  qwikCity,
  reactRouter,
  redwood,
  rspack,
  storybook,
  svelteKit,
  tanstackStart,
  vite,
  vitepress: (context) => docs(context, 'VitePress', 'vitepress'),
  vuepress: (context) => docs(context, 'VuePress', 'vuepress'),
  webpack,
};

function rowOutput(framework: Framework, context: FrameworkContext): Output | undefined {
  const { name, reader, site: made } = framework;
  if (made !== undefined) {
    const config = made.config?.map((file) => configOf(context, file)).find((found) => found !== undefined);
    return site(context, name, made.package, made.output, made.spa, config, made.base);
  }
  const read = READERS[reader ?? ''];
  if (read === undefined) throw new Error(`no reader "${reader}" for ${name}`);
  return read(context);
}

/** True for a package that holds the command of one of them, as `next start` and `nuxt preview`. */
export function isFrameworkTool(name: string): boolean {
  return FRAMEWORKS.some(({ packages, tools = [] }) => packages.includes(name) || tools.includes(name));
}

/** What the first framework of the table that the package uses makes of it. */
export function frameworkOutput(context: FrameworkContext): Output | undefined {
  const names = dependenciesOf(context.manifest);
  // In a workspace the tool may be a dependency of the root: then a script of the app calls it.
  const scripts = Object.values(context.manifest.json.scripts ?? {}).join(' && ');
  const called = (name: string) => new RegExp(`(^|\\s)${name} build\\b`).test(scripts);
  for (const row of FRAMEWORKS) {
    if (!row.packages.some((name) => name in names || (context.manifest.dir !== '.' && called(name))))
      continue;
    if (isForOthers(context, row)) continue;
    const found = rowOutput(row, context);
    if (found !== undefined) return { ...found, row };
  }
  return undefined;
}

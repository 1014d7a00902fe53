import { templateOf } from '../../../catalog/catalog.js';
import { chooseBase } from '../../../plan/bases.js';
import { type Decision, decide, type Json } from '../../../plan/decision.js';
import type { Situation } from '../../../plan/ecosystem.js';
import { commonIgnores, type IgnoreGroup } from '../../../plan/ignore.js';
import type { Plan } from '../../../plan/plan.js';
import { refuseTargets } from '../../../plan/targets.js';
import { type Evidence, place } from '../../../project/evidence.js';
import { below } from '../../../project/paths.js';
import type { Project } from '../../../project/project.js';
import { slashes } from '../app/frameworks/output-types.js';
import type { Pages } from '../app/pages.js';
import { pageInputs } from '../build/context-inputs.js';
import { because } from '../sentences.js';
import { ANY_HASH } from './plan-static.js';

const CONFIGURATION = 'nginx.static.conf';

/** What compresses well; pictures, fonts and archives are compressed already. */
const TEXTS = ['html', 'css', 'js', 'mjs', 'json', 'svg', 'xml', 'txt', 'wasm'];

/** The plan of pages that nothing builds: files behind nginx on 8080, without what is no page. */
export function planPages({ catalog, project, wishes, detection }: Situation, pages: Pages): Plan {
  const { dir, index } = pages;
  refuseTargets(wishes, because['pages-as-they-are']());
  const wish = wishes.base === undefined ? {} : { wish: wishes.base };
  const choice = chooseBase({ catalog, template: templateOf(catalog, 'npm-pages'), version: '', ...wish });
  const port = wishes.port ?? decide(8080, 'default', 'a user other than root may listen there');
  const text = project.read(index) ?? '';
  const basePath = slashes(/<base\s[^<>]*href=["']([^"']+)["']/i.exec(text)?.[1]);
  const rewrite = rewriteOf(project, dir);
  const variables: Record<string, Decision<Json>> = {
    buildImage: decide(choice.build.name, 'default'),
    runtimeImage: decide(choice.runtime.name, choice.base.from, choice.base.because),
    user: decide(choice.runtime.user, 'default'),
    pages: decide(dir === '.' ? '.' : `${dir}/`, place(index)),
    compress: decide(compress(dir), place(index)),
    webroot: decide(`/usr/share/nginx/html${basePath}`, place(index)),
    basePath: decide(basePath, place(index)),
    redirectRoot: decide(basePath !== '/', place(index)),
    spa: decide(
      rewrite !== undefined,
      rewrite ?? place(index),
      rewrite === undefined ? 'each page is a file' : undefined,
    ),
    fallback: decide('index.html', place(index)),
    hashed: decide(ANY_HASH, 'default'),
    compressed: decide(true, 'default'),
    port: decide(port.value, port.from),
    ports: decide([port.value], port.from, port.because),
    entrypoint: decide(null, 'default', 'the base image has its own'),
    cmd: decide(['nginx', '-g', 'daemon off;'], 'default', 'as the base image itself starts it'),
    ignore: decide(ignores(project, dir), 'default'),
  };
  return {
    ecosystem: 'npm',
    app: decide(detection.app, place(index)),
    template: decide('npm-pages', place(index), 'pages that nothing builds'),
    base: choice.base,
    variables,
    inputs: [...new Set([index, ...pageInputs(project, dir)])],
    buildFlags: [],
    warnings: [],
    bases: choice.options,
    open: [],
  };
}

/** nginx hands out `app.js.gz` for `app.js`; its own configuration is no page. */
function compress(dir: string): string {
  const names = TEXTS.join('\\|');
  const find = `find . -type f -size +1k -regex '.*\\.\\(${names}\\)' -exec gzip -9 -k -f {} +`;
  return dir === '.' ? `rm ${CONFIGURATION} \\\n && ${find}` : find;
}

/** Where a host is told to answer every path with the first page. */
function rewriteOf(project: Project, dir: string): Evidence | undefined {
  const rules: [file: string, rule: RegExp][] = [
    [below(dir, '_redirects'), /^\/\*\s+\/(index\.html)?\s+200/m],
    ['netlify.toml', /to\s*=\s*"\/index\.html"/],
    ['vercel.json', /"destination"\s*:\s*"\/(index\.html)?"/],
    ['firebase.json', /"destination"\s*:\s*"\/index\.html"/],
  ];
  const found = rules.find(([file, rule]) => rule.test(project.read(file) ?? ''));
  return found && place(found[0]);
}

/** Of the repository, but for nobody who visits the pages. */
const NO_PAGES =
  /^(readme|changelog|contributing|code_of_conduct|security|license|licence|authors|todo)(\..+)?$|^(package(-lock)?\.json|yarn\.lock|pnpm-lock\.yaml|bun\.lockb?|node_modules|bower\.json|Makefile|Procfile|CNAME|_redirects|_headers|netlify\.toml|vercel\.json|firebase\.json|wrangler\.\w+|renovate\.json|tsconfig\.json|biome\.json|(gulpfile|gruntfile|eslint|prettier|stylelint|tailwind|postcss)\S*|.*\.sh|test|tests)$/i;

function ignores(project: Project, dir: string): IgnoreGroup[] {
  // A reader of Markdown in the browser (docsify) asks for those files.
  const text = project
    .entries(dir)
    .flatMap(({ name }) => (/\.html?$/.test(name) ? [project.read(below(dir, name)) ?? ''] : []));
  const shown = (name: string) =>
    text.some((page) => page.includes(name) || (/\.md$/i.test(name) && /docsify/.test(page)));
  const names = project.entries(dir).map(({ name }) => name);
  const hidden = names.filter((name) => NO_PAGES.test(name) && !shown(name)).map((name) => below(dir, name));
  return [
    { title: 'Not for visitors', lines: ['**/.*', '!**/.well-known', ...hidden] },
    ...commonIgnores(project),
  ];
}

import { commonIgnores, type IgnoreGroup } from '../../../plan/ignore.js';
import { type Evidence, place } from '../../../project/evidence.js';
import { below } from '../../../project/paths.js';
import type { Project } from '../../../project/project.js';
import type { Install } from './install/install.js';

/** Names that front ends bake into what everyone downloads: no secrets by their makers' own rules. */
const PUBLIC =
  /^(VITE_|NEXT_PUBLIC_|REACT_APP_|VUE_APP_|PUBLIC_|NUXT_PUBLIC_|GATSBY_|EXPO_PUBLIC_|NODE_ENV$|PORT$|HOST$|GENERATE_SOURCEMAP$|SKIP_PREFLIGHT_CHECK$|CI$|DISABLE_ESLINT_PLUGIN$|ESLINT_NO_DEV_ERRORS$|INLINE_RUNTIME_CHUNK$|BROWSER$|FAST_REFRESH$|NODE_PATH$|NODE_OPTIONS$|TSC_COMPILE_ON_ERROR$|BASE_URL$)/;

const ENV_FILES = ['.env', '.env.production', '.env.prod', '.env.local', '.env.production.local'];

/** A file of settings that stays out of the build, and the variable in it that may be a secret. */
interface HiddenEnvFile {
  file: string;
  variable: string;
  from: Evidence;
}

/** Files that hold settings a build bakes in and nothing else: they are kept though their name hides them. */
export function publicEnvFiles(project: Project, dir: string): { keep: string[]; hidden: HiddenEnvFile[] } {
  const keep: string[] = [];
  const hidden: HiddenEnvFile[] = [];
  for (const name of ENV_FILES) {
    const file = below(dir, name);
    const text = project.read(file);
    if (text === undefined) continue;
    const names = [...text.matchAll(/^[ \t]*(?:export[ \t]+)?([A-Za-z_]\w*)[ \t]*=/gm)].map(
      (match) => match[1] ?? '',
    );
    const secret = names.find((variable) => !PUBLIC.test(variable));
    if (names.length > 0 && secret === undefined) keep.push(file);
    else if (secret !== undefined) hidden.push({ file: name, variable: secret, from: place(file) });
  }
  return { keep, hidden };
}

/** Left out where the repository has them. */
const CACHES = [
  '.next',
  '.nuxt',
  '.output',
  '.svelte-kit',
  '.turbo',
  '.parcel-cache',
  '.astro',
  '.angular',
  '.docusaurus',
  '.vercel',
  '.netlify',
  'coverage',
  '.nyc_output',
];

/**
 * The ignore groups of a Node app. What the build writes is left out only where git leaves it
 * out too: a committed `dist` or `build` may be an input.
 */
export function nodeIgnores(
  project: Project,
  install: Install,
  options: { outputs: string[]; keep: string[] },
): IgnoreGroup[] {
  const { root, app, inputs, choice } = install;
  const dirs = [...new Set([root.dir, app.dir])];
  const present = presentCaches(project, dirs);
  const outputs = options.outputs.filter((path) => ignoredByGit(project, dirs, path.split('/')[0] ?? path));
  const lines = ['**/node_modules', ...present.map((name) => `**/${name}`)];
  for (const path of new Set(outputs)) lines.push(below(app.dir, path.split('/')[0] ?? path));
  lines.push('**/*.log', '**/*.tsbuildinfo');
  if (choice.manager.value === 'berry')
    lines.push('.pnp.*', '.yarn/cache', '.yarn/install-state.gz', '.yarn/unplugged');
  if (inputs.credentials.npmrc !== undefined) lines.push('.npmrc');
  const unique = lines.filter(
    (line, i) =>
      lines.indexOf(line) === i && !lines.some((other) => other !== line && other === `**/${line}`),
  );
  return [
    { title: 'Installed or built again in the image', lines: unique },
    ...commonIgnores(project, options.keep),
  ];
}

/** What tools keep beside the sources in these directories. */
export function presentCaches(project: Project, dirs: string[]): string[] {
  return CACHES.filter(
    (name) => dirs.some((dir) => project.hasDirectory(below(dir, name))) || ignoredByGit(project, dirs, name),
  );
}

function ignoredByGit(project: Project, dirs: string[], name: string): boolean {
  const files = new Set(['.', ...dirs].map((dir) => below(dir, '.gitignore')));
  return [...files].some((file) =>
    (project.read(file) ?? '')
      .split(/\r?\n/)
      .some((line) => line.trim().replace(/^(\*\*)?\/|\/\*?$/g, '') === name),
  );
}

import { withoutComments } from '../../../project/comments.js';
import { type Evidence, lineAt, place } from '../../../project/evidence.js';
import { below, within } from '../../../project/paths.js';
import type { Project } from '../../../project/project.js';
import { keyAt, type Manifest, scriptOf } from '../read/manifest.js';

/** Configuration of what builds: `vite.config.ts`, `next.config.mjs`, `webpack.prod.js`. */
const CONFIGURATION =
  /^(vite|vue|next|nuxt|astro|svelte|webpack|rollup|rspack|rsbuild|craco|gatsby|quasar|tsup|esbuild|docusaurus|build)\b[\w.-]*\.[cm]?[jt]s$/;

/** A call that starts git: `execSync('git rev-parse HEAD')`, `spawnSync('git', […])`. */
const STARTS_GIT =
  /\b(?:exec\w*|spawn\w*|\$)\s*[(`]\s*['"`]?git\b|\bfrom ['"]git-rev-sync['"]|\brequire\(['"]git-rev-sync['"]\)|\bnew (?:GitRevision|GitRevisionWebpack)Plugin\(/;

const ASKS_GIT = /(?:^|[\s($`"'])git (?:rev-parse|describe|log|show|rev-list)\b/;

/**
 * Where the build asks git about the commit, and stops without an answer: in the configuration of a bundler, in a
 * program that the build script runs, or in the script itself.
 */
export function asksGit(project: Project, manifest: Manifest): Evidence | undefined {
  for (const name of ['prebuild', 'build', 'postbuild'])
    if (ASKS_GIT.test(scriptOf(manifest, name) ?? '')) return keyAt(manifest, 'scripts', name);
  const own = project
    .entries(manifest.dir)
    .filter(({ name, kind }) => kind === 'file' && CONFIGURATION.test(name));
  for (const path of [...own.map(({ name }) => below(manifest.dir, name)), ...programsOf(manifest)]) {
    const text = withoutComments(project.read(path) ?? '');
    const match = STARTS_GIT.exec(text);
    // Whoever catches the error has another answer.
    if (match === null || /\btry\s*\{[^}]{0,2000}$/.test(text.slice(0, match.index))) continue;
    return place(path, lineAt(text, match.index));
  }
  return undefined;
}

/** Files of the repository that the build script runs: `node scripts/version.js`. */
function programsOf(manifest: Manifest): string[] {
  const scripts = ['prebuild', 'build'].map((name) => scriptOf(manifest, name) ?? '').join(' ');
  const named = scripts.matchAll(/\b(?:node|tsx|ts-node)\s+((?:[\w.-]+\/)*[\w.-]+\.[cm]?[jt]s)\b/g);
  return [...named].flatMap(([, path = '']) => within(manifest.dir, path) ?? []);
}

/** Makes a repository with one commit, since the history stays out of the build. */
export const EMPTY_HISTORY = [
  'git init -q',
  'git -c user.name=build -c user.email=build@localhost commit -q --allow-empty -m build',
] as const;

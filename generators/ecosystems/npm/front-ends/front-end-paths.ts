import { ROOT } from '../../../plan/front-end.js';
import { below, directoryOf, within } from '../../../project/paths.js';
import type { Project } from '../../../project/project.js';
import type { Install } from '../build/install/install.js';
import { type Manifest, scriptOf } from '../read/manifest.js';
import { sourcesOf } from '../read/source.js';

/** Files that say what a build reads and writes. */
const CONFIGURATION_FILES =
  /^(\.umirc|angular|project|tsconfig[\w.-]*|(vite|webpack|rollup|rsbuild|rspack|vue|svelte|next|nuxt|astro|esbuild|build|tailwind|postcss|gulpfile|craco|quasar|farm|orval|openapi|codegen|buf)[\w.-]*)\.([cm]?[jt]s|json|ya?ml)$/i;

/** Paths of the repository that a script and the package's configuration name, whatever they mean there. */
export function namedPaths(project: Project, manifest: Manifest, script: string): Set<string> {
  const { dir } = manifest;
  const commands = scriptText(manifest, script);
  const words = commands.split(/[\s=;&|"'`()]+/);
  const scripts = words
    .map((word) => within(dir, word))
    .filter((path) => path !== undefined && /\.[cm]?[jt]s$/.test(path));
  const configs = project
    .entries(dir)
    .filter(({ kind, name }) => kind === 'file' && CONFIGURATION_FILES.test(name));
  const files = [...configs.map(({ name }) => below(dir, name)), ...(scripts as string[])];
  const found = new Set<string>();
  for (const text of [...words, ...files.flatMap((file) => texts(project.read(file) ?? ''))]) {
    const path = /^[\w@.][\w@./-]*$/.test(text) ? within(dir, text) : undefined;
    if (path !== undefined && path !== '.' && path !== dir && !dir.startsWith(`${path}/`)) found.add(path);
  }
  return found;
}

/** A script with those before, after and inside of it. */
function scriptText(manifest: Manifest, name: string, depth = 0): string {
  const texts = [`pre${name}`, name, `post${name}`].map((key) => scriptOf(manifest, key) ?? '').join(' && ');
  if (depth > 3) return texts;
  const inner = [...texts.matchAll(/\b(?:npm|pnpm|yarn|bun|npm-run-all|run-s|run-p)(?: run)? ([\w:-]+)/g)];
  return [
    texts,
    ...inner.map(([, called = '']) => (called === name ? '' : scriptText(manifest, called, depth + 1))),
  ].join(' && ');
}

/** The strings of a configuration, and those that a call puts together: `resolve(__dirname, '..', 'dist')`. */
function texts(config: string): string[] {
  const quoted = (text: string) =>
    [...text.matchAll(/['"`]([^'"`\n$]+)['"`](\s*:)?/g)].flatMap(([, value = '', key]) =>
      key === undefined ? [value] : [],
    );
  const calls = [...config.matchAll(/\b(?:resolve|join)\(([^()]*)\)/g)];
  return [...quoted(config), ...calls.map(([, list = '']) => quoted(list).join('/'))];
}

/**
 * Copies of what the build reads outside of its own directory: paths that the configuration names or
 * the sources import, and that are there.
 */
export function sharedSources(
  project: Project,
  { root, app }: Install,
  named: readonly string[],
  outputs: readonly string[],
): { from: string; to: string }[] {
  if (root.dir === '.') return [];
  const imported = sourcesOf(project, app.dir).flatMap(({ path, text }) =>
    [...text.matchAll(/(?:from|import|import\(|require\(|url\()\s*['"](\.\.\/[^'"?]+)/g)].flatMap(
      ([, target = '']) => thoseThere(project, within(directoryOf(path), target)),
    ),
  );
  const outside = [...new Set([...named.flatMap((path) => thoseThere(project, path)), ...imported])].filter(
    (path) => !overlaps(path, root.dir) && !outputs.some((output) => overlaps(path, output)),
  );
  return outside
    .filter((path) => !outside.some((other) => path.startsWith(`${other}/`)))
    .sort()
    .map((from) => ({
      from,
      to: `${ROOT}/${project.has(from) ? `${directoryOf(from)}/`.replace(/^\.\//, '') : `${from}/`}`,
    }));
}

function overlaps(one: string, other: string): boolean {
  return one === other || one.startsWith(`${other}/`) || other.startsWith(`${one}/`);
}

function thoseThere(project: Project, path: string | undefined): string[] {
  if (path === undefined || path === '.') return [];
  return ['', '.ts', '.tsx', '.js', '.json', '.vue']
    .map((end) => path + end)
    .filter((file) => project.has(file) || (file === path && project.hasDirectory(file)))
    .slice(0, 1);
}

import { FRAMEWORKS } from '../../../knowledge/node-frameworks.js';
import type { Warning } from '../../../plan/plan.js';
import { withoutComments } from '../../../project/comments.js';
import { type EnvLine, exampleEnvironment } from '../../../project/env-files.js';
import { type Evidence, lineAt, place } from '../../../project/evidence.js';
import { below } from '../../../project/paths.js';
import type { Project } from '../../../project/project.js';
import type { Install } from '../build/install/install.js';
import { wantedBySchema } from '../read/env-schema.js';
import { dependenciesOf, type Manifest, readManifest } from '../read/manifest.js';
import { standInFor } from '../read/stand-ins.js';
import { warn } from '../sentences.js';

/** A variable that a build writes into what browsers get. */
export interface Baked {
  name: string;
  /** Where the sources read it. */
  from: Evidence;
  /** True when the build fails without it. */
  required: boolean;
  /** A value that the build goes on with, where not any text will do. */
  value?: string;
  /** True when it goes into the server alone, which everyone has who has the image. */
  server?: boolean;
}

/** Set by the tools themselves. */
const BUILT_IN = /^(VITE_USER_NODE_ENV|NEXT_PUBLIC_VERCEL_\w+|VITE_VERCEL_\w+|GATSBY_ACTIVE_ENV)$/;

const FRONT_END_CODE = /\.(?:[cm]?[jt]s|[jt]sx|vue|svelte|astro|html|mdx?)$/;

const NO_FRONT_END = /^(dist|build|out|coverage|test|tests|__tests__|e2e|cypress|public|\..*)$/;

const MOST_READ = 3000;

/** Variables that the front end of an app reads while it is built, by name. */
export function bakedVariables(project: Project, install: Install, client: string | undefined): Baked[] {
  const { app, members } = install;
  const folder = client === undefined ? undefined : readManifest(project, below(app.dir, client));
  const manifests = [app, ...members, ...(folder === undefined ? [] : [folder])];
  const prefixes = prefixesOf(project, manifests);
  if (prefixes.length === 0) return [];
  const found = new Map<string, Baked>();
  for (const { dir } of new Set(folder === undefined ? manifests : [folder, ...manifests]))
    for (const baked of readIn(project, dir, prefixes)) {
      const before = found.get(baked.name);
      if (before === undefined || (baked.required && !before.required)) found.set(baked.name, baked);
    }
  return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

function prefixesOf(project: Project, manifests: Manifest[]): string[] {
  const names = manifests.flatMap((manifest) => Object.keys(dependenciesOf(manifest)));
  // Nuxt reads its own at run time.
  const prefixes = FRAMEWORKS.flatMap(({ packages, baked }) =>
    baked !== undefined && packages.some((name) => names.includes(name)) ? [baked] : [],
  );
  if (!prefixes.includes('VITE_')) return [...new Set(prefixes)];
  // Vite's own setting for other names than VITE_.
  for (const { dir } of manifests) {
    for (const extension of ['ts', 'js', 'mjs', 'mts']) {
      const text = project.read(below(dir, `vite.config.${extension}`));
      const list = /envPrefix\s*:\s*(\[[^\]]{0,1000}\]|['"][^'"]+['"])/.exec(text ?? '')?.[1] ?? '';
      for (const [, prefix = ''] of list.matchAll(/['"](\w+)['"]/g)) prefixes.push(prefix);
    }
  }
  return [...new Set(prefixes)];
}

function* readIn(project: Project, dir: string, prefixes: string[]): Iterable<Baked> {
  const names = `((?:${prefixes.join('|')})\\w+)`;
  const read = new RegExp(`\\benv\\??(?:\\.|\\[['"])${names}|%${names}%`, 'g');
  let left = MOST_READ;
  for (const path of project.walk(dir, (_, directory) => NO_FRONT_END.test(directory))) {
    if (!FRONT_END_CODE.test(path) || /\.(test|spec|stories|config|d)\.\w+$/.test(path)) continue;
    if (left-- <= 0) return;
    const text = withoutComments(project.read(path) ?? '');
    for (const match of text.matchAll(read)) {
      const variable = match[1] ?? match[2] ?? '';
      if (!BUILT_IN.test(variable))
        yield { name: variable, from: place(path, lineAt(text, match.index)), required: false };
    }
    // What a schema of the environment insists on, as the build loads it.
    for (const { name, value, offset } of wantedBySchema(text))
      if (prefixes.some((prefix) => name.startsWith(prefix)))
        yield {
          name,
          from: place(path, lineAt(text, offset)),
          required: true,
          value: value ?? standInFor(name) ?? 'local',
        };
    // All of them at once, which a schema picks apart: the example of the environment names them.
    const whole = /\bimport\.meta\.env\b(?![.?[\w])/.exec(text);
    for (const variable of whole === null ? [] : exampleNames(project, dir, prefixes))
      yield { name: variable, from: place(path, lineAt(text, whole?.index ?? 0)), required: false };
    // SvelteKit: what is not there when it builds cannot be imported.
    for (const { 1: list = '', 2: kind, index } of text.matchAll(STATIC)) {
      const from = place(path, lineAt(text, index));
      const server = kind === 'private';
      for (const variable of importedNames(list))
        yield { name: variable, from, required: true, ...(server && { server }) };
    }
  }
}

const STATIC = /import\s*\{([^{}]*)\}\s*from\s*['"]\$env\/static\/(public|private)['"]/g;

/** The names that an import takes of its module: `A, type B, C as d` are A, B and C. */
function importedNames(list: string): string[] {
  return list.split(',').flatMap((one) => /^(?:type\s+)?([A-Za-z]\w*)/.exec(one.trim())?.[1] ?? []);
}

/** What the example of the environment has for browsers. */
function exampleNames(project: Project, dir: string, prefixes: string[]): string[] {
  return exampleLines(project, dir).flatMap(({ name }) =>
    prefixes.some((prefix) => name.startsWith(prefix) && name !== prefix) ? [name] : [],
  );
}

/** The variables of the examples that are committed, without those of a .env itself. */
export function exampleLines(project: Project, dir: string): EnvLine[] {
  const own = below(dir, '.env');
  return exampleEnvironment(project, dir).filter(({ from }) => !isAt(from, own));
}

function isAt(from: Evidence, file: string): boolean {
  return typeof from === 'object' && 'file' in from && from.file === file;
}

/** Words in a name that make builders warn of a secret; `PUBLIC`, `FILE` and `VERSION` calm them. */
const SECRET = /(?:_|^)(?:apikey|auth|credentials?|key|password|pword|passwd|secret|token)(?:_|$)/i;

const CALM = /(?:_|^)(?:public|file|version)(?:_|$)/i;

/** True when a name looks like a secret, though all the world gets to see its value. */
export function looksSecret({ name, server }: Baked): boolean {
  return !server && SECRET.test(name) && !CALM.test(name);
}

/** True for a secret that only the server gets to see. */
export function holdsSecret({ name, server }: Baked): boolean {
  return server === true && SECRET.test(name) && !CALM.test(name);
}

/** How the values get in, said once. */
export function bakedWarnings(baked: Baked[]): Warning[] {
  const open = baked.filter(({ server }) => !server);
  const closed = baked.filter(({ server }) => server);
  return [...listWarning(open, 'variables-baked'), ...listWarning(closed, 'variables-in-server')];
}

function listWarning(baked: Baked[], id: 'variables-baked' | 'variables-in-server'): Warning[] {
  const [first] = baked;
  if (first === undefined) return [];
  const names = baked.map(({ name }) => name);
  const listed =
    names.length > 3 ? `${names.slice(0, 3).join(', ')} and ${names.length - 3} more` : names.join(', ');
  return [warn(id, { names: listed, first: first.name }, first.from)];
}

import { below } from '../../../project/paths.js';
import type { Project } from '../../../project/project.js';
import { buildScript } from '../read/build-script.js';
import { type Manifest, readManifest } from '../read/manifest.js';

/** A directory of pages that are served as they are. */
export interface Pages {
  dir: string;
  /** Its first page, a path of the repository. */
  index: string;
}

/** Where pages lie when not at the root, in order. */
const PLACES = ['.', 'public', 'site', 'www', 'html', 'htdocs', 'static', 'web'];

/** Files of languages and tools that make or serve pages themselves: what is committed is their input. */
const OTHERS =
  /^(go\.mod|pom\.xml|build\.gradle(\.kts)?|requirements.*\.txt|pyproject\.toml|setup\.(py|cfg)|Pipfile|.*\.py|Gemfile|.*\.rb|composer\.json|.*\.php|Cargo\.toml|mix\.exs|.*\.(csproj|fsproj|sln|swift|dart|jl|r|pl)|_config\.ya?ml|hugo\.(toml|ya?ml|json)|mkdocs\.ya?ml|pubspec\.yaml|deno\.jsonc?|CMakeLists\.txt|build\.sbt|project\.clj|Makefile\.am)$/i;

/** The pages in a repository that nothing builds; undefined when there are none, or something else makes them. */
export function findPages(project: Project): Pages | undefined {
  if (project.entries('.').some(({ name, kind }) => kind === 'file' && OTHERS.test(name))) return undefined;
  const root = readManifest(project, '.');
  if (root !== undefined && buildScript(root) !== undefined) return undefined;
  // Beside a package.json such directories hold what it is about, or what it was built to.
  const places = root === undefined ? [...PLACES, 'docs', 'src', 'dist'] : [...PLACES, ...served(root)];
  for (const dir of places) {
    const found = pagesIn(project, dir);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The directory that a script of the package serves as it is. */
function served({ json }: Manifest): string[] {
  const scripts = Object.values(json.scripts ?? {});
  return scripts.flatMap((text) => {
    const dir =
      /\b(?:docsify serve|http-server|live-server|sirv|serve(?: -s)?)\s+(?:\.\/)?([\w-][\w./-]*)/.exec(
        text,
      )?.[1];
    return dir === undefined ? [] : [dir.replace(/\/$/, '')];
  });
}

/** The pages in one directory. */
export function pagesIn(project: Project, dir: string): Pages | undefined {
  const manifest = readManifest(project, dir);
  if (manifest !== undefined && buildScript(manifest) !== undefined) return undefined;
  const index = ['index.html', 'index.htm'].map((name) => below(dir, name)).find((path) => project.has(path));
  // Front matter and tags are for a generator.
  if (index === undefined || /^---\r?\n|\{%|\{\{\s*[.#]/.test(project.read(index) ?? '')) return undefined;
  return { dir, index };
}

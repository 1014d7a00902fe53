import { below, directoryOf } from '../../../project/paths.js';
import type { Project } from '../../../project/project.js';
import type { Module, Tree } from './modules.js';
import { plainName } from './plain-name.js';
import type { Source } from './source.js';
import { sourceAt } from './sources.js';

/**
 * The module of a repository that has none: a program at its root, as in a first exercise. Undefined where
 * there is none, or where another tool brought the dependencies to vendor/, which the go command cannot
 * check without a go.mod.
 */
export function bareModule(project: Project, tree: Pick<Tree, 'files'>): Module | undefined {
  const sources = (tree.files.get('.') ?? []).flatMap((name) => parsed(project, name));
  const main = sources.find((source) => source.package === 'main');
  if (main === undefined || project.hasDirectory('vendor')) return undefined;
  const all = [...tree.files].flatMap(([dir, names]) =>
    names.flatMap((name) => parsed(project, below(dir, name))),
  );
  const imports = all.flatMap((source) => source.imports.map(({ path }) => path));
  const module = ownPath(imports, tree) ?? plainName(project.name);
  const external = imports.some(
    (path) => path.split('/')[0]?.includes('.') === true && !path.startsWith(`${module}/`),
  );
  const mod = { module, requires: [], replaces: [], tools: [] };
  return { dir: directoryOf(main.path), file: main.path, mod, bare: { external } };
}

function parsed(project: Project, path: string): Source[] {
  const source = sourceAt(project, path);
  return source === undefined ? [] : [source];
}

/** What its own packages are imported by: `github.com/me/app` where `github.com/me/app/store` is imported and store/ is here. */
function ownPath(imports: readonly string[], { files }: Pick<Tree, 'files'>): string | undefined {
  for (const path of imports) {
    for (const dir of files.keys()) {
      if (dir !== '.' && path.endsWith(`/${dir}`)) return path.slice(0, -dir.length - 1);
    }
  }
  return undefined;
}

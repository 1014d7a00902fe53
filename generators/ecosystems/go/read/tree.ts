import { directoryOf } from '../../../project/paths.js';
import type { Project } from '../../../project/project.js';
import { bareModule } from './bare-module.js';
import { type Module, modFileAt, type Tree } from './modules.js';

// Names the go command passes over, and trees that hold no sources of this repository.
const skipped = (_path: string, name: string) =>
  name.startsWith('_') || name.startsWith('.') || name === 'testdata' || name === 'vendor';

/** All Go code of the repository, found in one walk. */
export function readTree(project: Project): Tree {
  return project.once('go-tree', '.', () => walkTree(project));
}

function walkTree(project: Project): Tree {
  const tree: Tree = { modules: [], files: new Map() };
  for (const path of project.walk('.', skipped)) {
    const dir = directoryOf(path);
    const name = path.slice(path.lastIndexOf('/') + 1);
    if (name === 'go.mod') {
      tree.modules.push({ dir, file: path, mod: modFileAt(project, path) });
    } else if (name.endsWith('.go') && !name.endsWith('_test.go')) {
      const names = tree.files.get(dir);
      if (names === undefined) tree.files.set(dir, [name]);
      else names.push(name);
    }
  }
  const bare = tree.modules.length === 0 ? bareModule(project, tree) : undefined;
  if (bare !== undefined) tree.modules.push(bare);
  return tree;
}

/** The module a directory belongs to: the nearest go.mod at or above it. */
export function moduleOf(tree: Tree, dir: string): Module | undefined {
  for (let at = dir; ; at = directoryOf(at)) {
    const found = tree.modules.find((module) => module.dir === at);
    if (found !== undefined || at === '.') return found;
  }
}

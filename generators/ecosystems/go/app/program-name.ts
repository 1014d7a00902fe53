import { relativeTo } from '../../../project/paths.js';
import type { Project } from '../../../project/project.js';
import { plainName } from '../read/plain-name.js';
import type { Program } from '../read/program.js';

/** The last element of a path that names something: `example.com/shop/v2` is `shop`. */
export function baseName(path: string): string {
  const parts = path.split('/').filter((part) => part !== '' && part !== '.');
  if (parts.length > 1 && /^v\d+$/.test(parts.at(-1) ?? '')) parts.pop();
  const last = (parts.at(-1) ?? '').replace(/\.v\d+$/, '');
  return parts.length === 1 ? (last.split('.')[0] ?? '') : last;
}

/** What `go build` would call it; where the directory says nothing, what the module is called. */
export function programName(project: Project, { dir, scope }: Program): string {
  const own = dir === scope.module.dir || /(^|\/)(cmd|src|main|app)$/.test(dir);
  const name = own ? baseName(scope.module.mod.module) || project.name : baseName(dir);
  return plainName(name);
}

/** The program as the go command names it from its module's directory. */
export function packagePath({ dir, scope }: Program): string {
  return dir === scope.module.dir ? '.' : `./${relativeTo(scope.module.dir, dir)}`;
}

import { below } from '../../../project/paths.js';
import type { Project } from '../../../project/project.js';
import { goMinor } from '../read/modfile.js';
import { covers, type Program } from '../read/program.js';
import type { Spot } from '../read/source.js';

/** What `go mod tidy` would have added to the module's files and the build stops without, and the import that needs it. */
export type Untidy = { from: Spot } & (
  | { lacks: 'requirement'; file: string; path: string }
  | { lacks: 'checksum'; module: string; version: string }
);

/**
 * Compares what the program imports with go.mod and go.sum. Undefined where they agree, and where they are
 * not asked: a vendor/ directory, a workspace, a module that is made up in the build.
 *
 * Before `go 1.17` go.mod need not name what another module brings, so only an empty one says something
 * (https://go.dev/ref/mod#go-mod-file-updates).
 */
export function findUntidy(project: Project, { scope, imports }: Program): Untidy | undefined {
  const { module, work, vendor, local } = scope;
  if (work !== undefined || vendor !== undefined || module.bare !== undefined) return undefined;
  const { requires, replaces } = module.mod;
  const minor = goMinor(module.mod);
  const sums = minor >= 17 ? project.read(below(module.dir, 'go.sum')) : undefined;
  for (const [path, from] of imports) {
    if (!path.split('/')[0]?.includes('.') || local.some(({ mod }) => covers(mod.module, path))) continue;
    const owner = requires
      .filter((one) => covers(one.path, path))
      .sort((a, b) => b.path.length - a.path.length)[0];
    if (owner === undefined) {
      if (minor >= 17 || requires.length === 0)
        return { lacks: 'requirement', file: module.file, path, from };
    } else if (sums !== undefined && !replaces.some((one) => one.path === owner.path)) {
      if (!sums.includes(`${owner.path} ${owner.version} h1:`))
        return { lacks: 'checksum', module: owner.path, version: owner.version, from };
    }
  }
  return undefined;
}

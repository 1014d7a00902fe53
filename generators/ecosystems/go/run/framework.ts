import { type GoFramework, goFrameworkOf } from '../../../knowledge/go-frameworks.js';
import { within } from '../../../project/paths.js';
import type { Project } from '../../../project/project.js';
import type { Program } from '../read/program.js';
import { type Spot, spotAt } from '../read/source.js';
import type { Port } from './port.js';
import { basesOf, dataIn, type RuntimeFile } from './runtime-files.js';

/** A framework with conventions, and the import that brings it. */
export interface Framework extends GoFramework {
  from: Spot;
}

/** The framework whose conventions the program follows; undefined for a program without one. */
export function frameworkIn({ imports, packages }: Program): Framework | undefined {
  // In the framework's own repository its packages are those of the program.
  const own = (packages[0]?.sources ?? []).flatMap(({ path: file, imports }) =>
    imports.map(({ path, line }) => [path, { file, line }] as const),
  );
  for (const [path, from] of [...imports, ...own]) {
    const row = goFrameworkOf(path);
    if (row !== undefined) return { ...row, from };
  }
  return undefined;
}

/** The folders of the repository that the framework opens by convention, with the files that the code names. */
export function withConventions(
  project: Project,
  program: Program,
  { files, framework }: { files: RuntimeFile[]; framework: Framework | undefined },
): RuntimeFile[] {
  if (framework === undefined) return files;
  const folders = framework.folders.flatMap((as): RuntimeFile[] => {
    const path = basesOf(program)
      .map((base) => within(base, as))
      .find((one) => one !== undefined && dataIn(project, one).length > 0);
    return path === undefined ? [] : [{ path, as, directory: true, from: framework.from }];
  });
  const inside = ({ path }: RuntimeFile) =>
    folders.some((folder) => `${path}/`.startsWith(`${folder.path}/`));
  return [...files.filter((file) => !inside(file)), ...folders].sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** The port that the framework serves by itself, which its start argument moves. */
export function frameworkPort({ serve, from }: Framework): Port[] {
  if (serve === undefined) return [];
  return [{ value: serve.port, from, because: 'the framework serves it', weight: 10 }];
}

/** The arguments that make the program serve on a port, outside of its own host. */
export function serveArguments({ serve }: Framework, port: number): string[] {
  return (serve?.arguments ?? []).map((word) => word.replace('{port}', String(port)));
}

/** Why the program does not run as process 1 of a container, and where that is set; undefined where it does. */
export function needsInit(
  { sources }: Program,
  framework: Framework | undefined,
): { because: string; from: Spot } | undefined {
  if (framework?.init === undefined) return undefined;
  const { fields, because } = framework.init;
  const set = new RegExp(String.raw`\b(?:${fields.join('|')})(?::\s*|\s*=\s*)true\b`);
  for (const source of sources) {
    const at = source.code.search(set);
    if (at !== -1) return { because, from: spotAt(source, at) };
  }
  return undefined;
}

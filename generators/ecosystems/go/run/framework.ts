import { type GoFramework, goFrameworkOf } from '../../../knowledge/go-frameworks.js';
import { within } from '../../../project/paths.js';
import type { Project } from '../../../project/project.js';
import type { Program } from '../read/program.js';
import { type Spot, spotAt } from '../read/source.js';
import { caddyPorts, caddySecrets } from './caddyfile.js';
import type { Port } from './port.js';
import { basesOf, dataIn, type RuntimeFile } from './runtime-files.js';

/** A framework with conventions, and the import that brings it. */
export interface Framework extends GoFramework {
  from: Spot;
  /** Path in the repository of the settings that it is started with. */
  given?: string;
}

/** The framework whose conventions the program follows; undefined for a program without one. */
export function frameworkIn(program: Program, project: Project): Framework | undefined {
  const { imports, packages } = program;
  // In the framework's own repository its packages are those of the program.
  const own = (packages[0]?.sources ?? []).flatMap(({ path: file, imports }) =>
    imports.map(({ path, line }) => [path, { file, line }] as const),
  );
  for (const [path, from] of [...imports, ...own]) {
    const row = goFrameworkOf(path);
    if (row === undefined) continue;
    const { settings } = row;
    if (settings === undefined) return { ...row, from };
    const given = basesOf(program)
      .flatMap((base) => within(base, settings) ?? [])
      .find((one) => project.has(one));
    if (given !== undefined) return { ...row, from, given };
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
  const { given, settings: as = '', from } = framework;
  const named: RuntimeFile[] =
    given === undefined ? [] : [{ path: given, as, directory: false, opened: true, from }];
  const others = files.filter((file) => !inside(file) && file.path !== given);
  return [...others, ...named, ...folders].sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** The ports that the framework serves by itself, which its start argument or its settings move. */
export function frameworkPorts({ serve, given, from }: Framework, project: Project): Port[] {
  if (serve === undefined) return [];
  const because = 'the framework serves it';
  if (given === undefined) return [{ value: serve.port, from, because, weight: 10 }];
  return caddyPorts(project.read(given) ?? '').map((value) => ({
    value,
    from: { file: given, line: 1 },
    because,
    weight: 10,
    published: true,
  }));
}

/** The secrets without which it does not start, as its settings name them. */
export function frameworkSecrets({ given }: Framework, project: Project): { name: string; from: Spot }[] {
  if (given === undefined) return [];
  const found = caddySecrets(project.read(given) ?? '');
  return found.map(({ name, line }) => ({ name, from: { file: given, line } }));
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

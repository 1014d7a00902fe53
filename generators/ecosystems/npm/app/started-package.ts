import { reachedFrom } from '../../../project/node-imports.js';
import { below, directoryOf, relativeTo, within } from '../../../project/paths.js';
import { dependenciesOf, type Manifest, readManifest } from '../read/manifest.js';
import { workspaceOf } from '../read/workspace.js';
import type { App } from './app.js';
import type { StartContext } from './start.js';
import { resolveScript } from './start-command.js';

type Program = Extract<App, { kind: 'program' }>;

/**
 * The other package that a program of this one is really of: its start file lies in there, and either that is a
 * member of the workspace, or it imports what only that package depends on.
 */
export function startedPackage(
  { project, manifest }: StartContext,
  { entry }: Program,
): Manifest | undefined {
  const other = nearestPackage({ project, manifest }, entry);
  if (other === undefined) return undefined;
  const workspace = workspaceOf(project, manifest);
  if (workspace?.members.some(({ dir }) => dir === other.dir)) return other;
  const here = dependenciesOf(manifest);
  const there = Object.keys(other.json.dependencies ?? {}).filter((name) => !(name in here));
  const file = below(manifest.dir, entry);
  const { files, packages } = reachedFrom(project, [file]);
  const needed = files.length === 0 ? there : packages.map(({ name }) => name);
  return needed.some((name) => there.includes(name)) ? other : undefined;
}

/** The package below this one that a file lies in; one without scripts and dependencies only names a module type. */
function nearestPackage(
  { project, manifest }: Pick<StartContext, 'project' | 'manifest'>,
  entry: string,
): Manifest | undefined {
  if (entry.startsWith('node_modules/')) return undefined;
  for (let dir = directoryOf(entry); dir !== '.'; dir = directoryOf(dir)) {
    const found = readManifest(project, below(manifest.dir, dir));
    if (found?.json.dependencies !== undefined || found?.json.scripts !== undefined) return found;
  }
  return undefined;
}

/** The same program, as a start of the package that its file lies in. */
export function inPackage(program: Program, from: Manifest, to: Manifest): Program {
  const inner = relativeTo(from.dir, to.dir);
  const { start, entry } = program;
  const args = start.args.map((arg) => {
    const path = arg.startsWith('-') ? undefined : within('.', arg);
    return path?.startsWith(`${inner}/`) ? relativeTo(inner, path) : arg;
  });
  return { kind: 'program', start: { ...start, args, before: [] }, entry: relativeTo(inner, entry) };
}

/** The directory of the package whose script is the start of this one: `npm start --prefix server`. */
export function packageOfStart(context: StartContext): string | undefined {
  const { project, manifest } = context;
  const start = resolveScript(context, 'start');
  if (start?.kind !== 'dev' || start.of === undefined) return undefined;
  const members = workspaceOf(project, manifest)?.members ?? [];
  const path = within(manifest.dir, start.of.replace(/^\.\//, ''));
  return members.find(({ json }) => json.name === start.of)?.dir ?? path;
}

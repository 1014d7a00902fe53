import { reachedFrom } from '../../../../project/node-imports.js';
import { below, isInside, relativeTo } from '../../../../project/paths.js';
import { hasProduction, type Manifest } from '../../read/manifest.js';
import type { Parts } from '../parts.js';

/**
 * The workspace packages that a program of the root needs and that keep modules of their own, as directories below
 * it. Undefined where nothing says which: yarn and bun keep there what they could not hoist.
 */
export function memberModules(parts: Parts): string[] | undefined {
  const { choice, root } = parts.install;
  const needed = neededMembers(parts);
  const dirs = (members: Manifest[]) => members.map(({ dir }) => relativeTo(root.dir, dir));
  if (needed.length === 0) return [];
  const { manager, lock } = choice;
  if (manager.value === 'pnpm') return hoists(parts) ? [] : dirs(needed.filter(hasProduction));
  if (manager.value !== 'npm' || lock?.nested === undefined) return undefined;
  return dirs(needed).filter((dir) => lock.nested?.has(dir));
}

/** Those it depends on, and those whose files it imports by their path. */
function neededMembers({ situation: { project }, install, app }: Parts): Manifest[] {
  const { workspace, root, members } = install;
  if (workspace === undefined || install.app !== root) return [];
  const entry = app.kind === 'program' ? [below(root.dir, app.entry)] : [];
  const { files } = reachedFrom(project, entry);
  return workspace.members.filter(
    (member) => members.includes(member) || files.some((file) => isInside(file, member.dir)),
  );
}

/** True for pnpm told to lay its modules out as npm does. */
function hoists({ situation: { project }, install: { root } }: Parts): boolean {
  const settings = [
    project.read(below(root.dir, '.npmrc')),
    project.read(below(root.dir, 'pnpm-workspace.yaml')),
  ];
  return settings.some((text) => /^[ \t]*(node-linker\s*=|nodeLinker:)\s*['"]?hoisted/m.test(text ?? ''));
}

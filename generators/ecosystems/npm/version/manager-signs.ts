import coerce from 'semver/functions/coerce.js';
import { type Decision, decide } from '../../../plan/decision.js';
import { type Evidence, lineAt, place } from '../../../project/evidence.js';
import { below } from '../../../project/paths.js';
import type { Project } from '../../../project/project.js';
import type { ManagerId } from '../read/lock.js';
import { keyAt, type Manifest, scriptOf } from '../read/manifest.js';

/** A package manager that something other than a lock file names. */
export interface Named {
  id: ManagerId;
  version: string | undefined;
  from: Evidence;
}

/** yarn 1 and yarn 2+ share their name. */
export function yarnOf(version: string | undefined): ManagerId {
  return version !== undefined && (coerce(version)?.major ?? 1) >= 2 ? 'berry' : 'yarn';
}

/** The yarn that a repository keeps a copy of, by the name of the file. */
export function releasedYarn(project: Project, { dir }: Manifest): Decision<string> | undefined {
  const file = below(dir, '.yarnrc.yml');
  const text = project.read(file) ?? '';
  const match = /^yarnPath:.{0,300}\byarn-(\d{1,5}\.\d{1,5}\.\d{1,5}[\w.-]{0,60}?)\.c?js/m.exec(text);
  return match?.[1] === undefined
    ? undefined
    : decide(match[1], place(file, lineAt(text, match.index), match[0]));
}

/** Settings that one package manager reads and no other, where nobody committed a lock file. */
const SETTINGS_OF_ONE: [file: string, id: ManagerId][] = [
  ['pnpm-workspace.yaml', 'pnpm'],
  ['.pnpmfile.cjs', 'pnpm'],
  ['.yarnrc.yml', 'berry'],
  ['.yarnrc', 'yarn'],
  ['bunfig.toml', 'bun'],
];

/** What a repository without a lock file shows of its package manager, the clearest sign first. */
export function signOf(project: Project, root: Manifest): Named | undefined {
  const { volta, engines, pnpm } = root.json;
  for (const id of ['pnpm', 'yarn'] as const) {
    const version = volta?.[id];
    if (version !== undefined)
      return { id: id === 'yarn' ? yarnOf(version) : id, version, from: keyAt(root, 'volta', id) };
  }
  const only = /\bonly-allow (npm|pnpm|yarn|bun)\b/.exec(scriptOf(root, 'preinstall') ?? '')?.[1];
  const file = SETTINGS_OF_ONE.find(([name]) => project.has(below(root.dir, name)));
  if (file !== undefined) {
    const released = file[1] === 'berry' ? releasedYarn(project, root)?.value : undefined;
    return { id: file[1], version: released, from: place(below(root.dir, file[0])) };
  }
  if (only !== undefined)
    return { id: only as ManagerId, version: undefined, from: keyAt(root, 'scripts', 'preinstall') };
  if (pnpm !== undefined) return { id: 'pnpm', version: undefined, from: keyAt(root, 'pnpm') };
  const wanted = (['pnpm', 'bun', 'yarn'] as const).find((id) => /^\D{0,2}\d/.test(engines?.[id] ?? ''));
  if (wanted === undefined || /^\D{0,2}\d/.test(engines?.npm ?? '')) return undefined;
  const version = engines?.[wanted];
  return {
    id: wanted === 'yarn' ? yarnOf(version) : wanted,
    version: undefined,
    from: keyAt(root, 'engines', wanted),
  };
}

import { isGoneRegistry } from '../../../../knowledge/node-registries.js';
import { type Evidence, lineAt, place } from '../../../../project/evidence.js';
import { below, within } from '../../../../project/paths.js';
import type { Project } from '../../../../project/project.js';
import type { ManagerId } from '../../read/lock.js';
import type { Manifest } from '../../read/manifest.js';
import { refuse } from '../../sentences.js';

/** Settings files of package managers, and the line in them that leaves development dependencies out. */
const PRODUCTION_ONLY: [file: string, setting: RegExp][] = [
  ['.npmrc', /^[ \t]*(?:production\s*=\s*true|only\s*=\s*prod(?:uction)?|omit(?:\[\])?\s*=\s*"?dev"?)\s*$/m],
  ['.yarnrc', /^[ \t]*(?:--install\.|--)?production\s+"?true"?\s*$/m],
  ['pnpm-workspace.yaml', /^production:\s*true\s*$/m],
];

/** Where the repository tells its package manager to install no development dependencies, if it does. */
export function productionOnly(project: Project, { dir }: Manifest): Evidence | undefined {
  for (const [name, setting] of PRODUCTION_ONLY) {
    const file = below(dir, name);
    const text = project.read(file) ?? '';
    const match = setting.exec(text);
    if (match !== null) return place(file, lineAt(text, match.index + match[0].search(/\S/)), match[0]);
  }
  return undefined;
}

/** The text of the settings files, in which a registry may be named. */
export function settingsText(project: Project, { dir }: Manifest): string {
  const files = ['.npmrc', '.yarnrc', '.yarnrc.yml', 'bunfig.toml', 'pnpm-workspace.yaml'];
  return files.map((name) => project.read(below(dir, name)) ?? '').join('\n');
}

/** Throws a UserError for a plugin that yarn's settings name and that is not there: no command of yarn runs then. */
export function checkYarnPlugins(project: Project, { dir }: Manifest): void {
  const settings = below(dir, '.yarnrc.yml');
  const text = project.read(settings) ?? '';
  const lines = text.split('\n').map((line) => line.trimEnd());
  const start = lines.indexOf('plugins:') + 1;
  const end = lines.findIndex((line, i) => i >= start && /^[A-Za-z]/.test(line));
  const list = start === 0 ? [] : lines.slice(start, end === -1 ? undefined : end);
  const named = list.flatMap((line) => /(?:path:|-)[ \t]+['"]?([\w@./-]+)['"]?$/.exec(line)?.[1] ?? []);
  for (const plugin of named) {
    const path = within(dir, plugin);
    if (path === undefined || project.has(path)) continue;
    const from = place(settings, lineAt(text, text.indexOf(plugin)));
    throw refuse('yarn-plugin-missing', { settings, plugin }, from);
  }
}

/** The variable that a package manager takes its registry from, before its settings files. */
const REGISTRY: Record<ManagerId, string> = {
  npm: 'NPM_CONFIG_REGISTRY',
  pnpm: 'NPM_CONFIG_REGISTRY',
  yarn: 'YARN_REGISTRY',
  berry: 'YARN_NPM_REGISTRY_SERVER',
  bun: 'NPM_CONFIG_REGISTRY',
};

/** npm's own registry, where the settings name one that is gone. */
export function registryInstead(
  project: Project,
  root: Manifest,
  manager: ManagerId,
): { name: string; value: string }[] {
  const named = settingsText(project, root).matchAll(
    /^[ \t]*(?:registry|npmRegistryServer)\s*(?:[=:]\s*)?"?https?:\/\/([\w.-]+)/gm,
  );
  const gone = [...named].some(([, host = '']) => isGoneRegistry(host));
  return gone ? [{ name: REGISTRY[manager], value: 'https://registry.npmjs.org/' }] : [];
}

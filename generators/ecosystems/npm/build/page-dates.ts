import { type Evidence, lineAt, place } from '../../../project/evidence.js';
import { below } from '../../../project/paths.js';
import type { Project } from '../../../project/project.js';
import { dependenciesOf, type Manifest } from '../read/manifest.js';

const NAMES = ['config.ts', 'config.mts', 'config.js', 'config.mjs', 'config/index.ts', 'config/index.mts'];

/**
 * Where VitePress is told to date its pages: it starts git for each of them, and fails where there is
 * none (vuejs/vitepress: `spawn git ENOENT`).
 */
export function pageDates(project: Project, manifest: Manifest): Evidence | undefined {
  if (!('vitepress' in dependenciesOf(manifest))) return undefined;
  const scripts = Object.values(manifest.json.scripts ?? {}).join('\n');
  const dir = /vitepress build +([\w./-]+)/.exec(scripts)?.[1]?.replace(/^\.\/|\/$/g, '') ?? '.';
  for (const name of NAMES) {
    const file = below(manifest.dir, below(dir, `.vitepress/${name}`));
    const text = project.read(file) ?? '';
    const match = /^[ \t]*lastUpdated\s*:\s*(true|\{)/m.exec(text);
    if (match !== null) return place(file, lineAt(text, match.index + match[0].search(/\S/)), 'lastUpdated');
  }
  return undefined;
}

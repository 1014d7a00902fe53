import type { Evidence } from '../../../project/evidence.js';
import { pinsOf as pinnedVersions, type Tool } from '../../../project/pins.js';
import type { Project } from '../../../project/project.js';
import { type DevEngine, keyAt, type Manifest } from '../read/manifest.js';

/** One place that says which Node it wants. */
export interface Source {
  text: string;
  from: Evidence;
  field?: 'engines' | 'devEngines';
}

/** The ranges that package.json accepts. */
export function enginesOf(manifest: Manifest): Source[] {
  const { engines, devEngines } = manifest.json;
  const found: Source[] = [];
  // Some write a number, which is no range to npm, but no doubt either.
  const text = typeof engines?.node === 'number' ? `${engines.node}` : engines?.node;
  if (typeof text === 'string')
    found.push({ text, from: keyAt(manifest, 'engines', 'node'), field: 'engines' });
  const runtime = listOf(devEngines?.runtime).find(({ name }) => name === 'node');
  if (runtime?.version !== undefined)
    found.push({
      text: runtime.version,
      from: keyAt(manifest, 'devEngines', 'runtime'),
      field: 'devEngines',
    });
  return found;
}

/** How version managers name Node: nvm, nodenv and fnm, asdf, mise. */
const NODE: Tool = {
  names: ['node', 'nodejs'],
  files: ['.nvmrc', '.node-version'].map((name) => ({ name, version: /^[ \t]*([^#\s]+)/m })),
};

/** The versions that a repository pins, the one that is followed first. */
export function pinsOf(project: Project, manifest: Manifest): Source[] {
  const { volta } = manifest.json;
  const own: Source[] =
    typeof volta?.node === 'string' ? [{ text: volta.node, from: keyAt(manifest, 'volta', 'node') }] : [];
  return [...own, ...pinnedVersions(project, [manifest.dir], NODE)];
}

function listOf(engine: DevEngine | DevEngine[] | undefined): DevEngine[] {
  return engine === undefined ? [] : Array.isArray(engine) ? engine : [engine];
}

import { type Evidence, lineAt, place } from '../../../project/evidence.js';
import { below } from '../../../project/paths.js';
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

/** `node = "22"`, the first of a list, or the version of a table. */
const MISE = /^\s*["']?node(?:js)?["']?\s*=\s*(?:\[\s*|\{[^}\n]*?\bversion\s*=\s*)?["']?([\w.*/-]+)/m;

/** The versions that a repository pins, the one that is followed first. */
export function pinsOf(project: Project, manifest: Manifest): Source[] {
  const found: Source[] = [];
  const { volta } = manifest.json;
  if (typeof volta?.node === 'string')
    found.push({ text: volta.node, from: keyAt(manifest, 'volta', 'node') });
  const files: [string, RegExp][] = [
    ['.nvmrc', /^\s*([^#\s]+)/m],
    ['.node-version', /^\s*([^#\s]+)/m],
    ['.tool-versions', /^\s*node(?:js)?\s+(\S+)/m],
    ['mise.toml', MISE],
    ['.mise.toml', MISE],
  ];
  for (const [name, pattern] of files) {
    const file = below(manifest.dir, name);
    const text = project.read(file);
    const match = text === undefined ? null : pattern.exec(text);
    if (text === undefined || match?.[1] === undefined) continue;
    const offset = match.index + match[0].search(/\S/);
    found.push({ text: match[1], from: place(file, lineAt(text, offset), match[0]) });
  }
  return found;
}

function listOf(engine: DevEngine | DevEngine[] | undefined): DevEngine[] {
  return engine === undefined ? [] : Array.isArray(engine) ? engine : [engine];
}

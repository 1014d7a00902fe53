import type { Decision } from '../../../plan/decision.js';
import type { Wishes } from '../../../plan/wishes.js';
import type { Evidence } from '../../../project/evidence.js';
import { pinsOf, type Tool } from '../../../project/pins.js';
import type { Project } from '../../../project/project.js';
import { type DevEngine, keyAt, type Manifest } from '../read/manifest.js';
import type { Lines } from './lines.js';

/** What is known when the Node is looked for. */
export interface VersionContext {
  project: Project;
  /** The app's own, and the workspace root's where that is another. */
  manifests: readonly Manifest[];
  wishes: Wishes;
  /** The newest line that what is installed does not break on. */
  limit: Decision<string> | undefined;
  lines: Lines;
}

/** One place that says which Node it wants. */
export interface Said {
  text: string;
  from: Evidence;
  because?: string | undefined;
  field?: 'engines' | 'devEngines';
}

/**
 * How binding it is: asked for, pinned by a version manager, a range that package.json accepts, the newest that the
 * packages work on, or nothing that the repository says.
 */
export type Kind = 'wish' | 'pin' | 'range' | 'limit' | 'default';

export type VersionCandidate = Said & { kind: Kind };

/** One kind of place that may say a version: the one of a higher standing is followed, where nothing forbids it. */
export interface VersionSource {
  source: string;
  standing: number;
  kind: Kind;
  /** What it says, by how far from the app it stands: its own package first. */
  find: (context: VersionContext) => Said[][];
}

/** All of them. Sources of one standing are followed by how near to the app they are. */
export const VERSION_SOURCES: readonly VersionSource[] = [
  { standing: 100, kind: 'wish', source: 'what is asked for', find: wished },
  { standing: 80, kind: 'pin', source: 'volta of package.json', find: ofEach(volta) },
  { standing: 80, kind: 'pin', source: 'files of nvm, nodenv, asdf and mise', find: ofEach(pinned) },
  { standing: 60, kind: 'range', source: 'engines of package.json', find: ofEach(engines) },
  { standing: 60, kind: 'range', source: 'devEngines of package.json', find: ofEach(devEngines) },
  { standing: 20, kind: 'limit', source: 'what packages and flags break on', find: limited },
  { standing: 0, kind: 'default', source: 'the default of the image table', find: usual },
];

/** What all sources say, the best first. */
export function versionCandidates(context: VersionContext): VersionCandidate[] {
  return VERSION_SOURCES.flatMap(({ standing, kind, find }) =>
    find(context).flatMap((said, distance) => said.map((one) => ({ ...one, kind, standing, distance }))),
  ).sort((a, b) => b.standing - a.standing || a.distance - b.distance);
}

function wished({ wishes: { languageVersion } }: VersionContext): Said[][] {
  return languageVersion === undefined ? [] : [[{ text: languageVersion.value, from: languageVersion.from }]];
}

/** Packages that do not work on the default line: one that works on it limits nothing. */
function limited({ limit, lines }: VersionContext): Said[][] {
  if (limit === undefined || Number(limit.value) >= Number(lines.fallback)) return [];
  return [[{ text: limit.value, from: limit.from, because: limit.because }]];
}

function usual({ lines }: VersionContext): Said[][] {
  return [
    [{ text: lines.fallback, from: 'default', because: 'nothing in the repository names a Node version' }],
  ];
}

function ofEach(find: (project: Project, manifest: Manifest) => Said[]): VersionSource['find'] {
  return ({ project, manifests }) => manifests.map((manifest) => find(project, manifest));
}

function volta(_project: Project, manifest: Manifest): Said[] {
  const version = manifest.json.volta?.node;
  return typeof version === 'string' ? [{ text: version, from: keyAt(manifest, 'volta', 'node') }] : [];
}

/** How version managers name Node: nvm, nodenv and fnm, asdf, mise. */
const NODE: Tool = {
  names: ['node', 'nodejs'],
  files: ['.nvmrc', '.node-version'].map((name) => ({ name, version: /^[ \t]*([^#\s]+)/m })),
};

function pinned(project: Project, { dir }: Manifest): Said[] {
  return pinsOf(project, [dir], NODE).map(({ text, from }) => ({ text, from }));
}

function engines(_project: Project, manifest: Manifest): Said[] {
  const { node } = manifest.json.engines ?? {};
  // Some write a number, which is no range to npm, but no doubt either.
  const text = typeof node === 'number' ? `${node}` : node;
  return typeof text === 'string'
    ? [{ text, from: keyAt(manifest, 'engines', 'node'), field: 'engines' }]
    : [];
}

function devEngines(_project: Project, manifest: Manifest): Said[] {
  const runtime = listOf(manifest.json.devEngines?.runtime).find(({ name }) => name === 'node');
  return runtime?.version === undefined
    ? []
    : [
        {
          text: runtime.version,
          from: keyAt(manifest, 'devEngines', 'runtime'),
          field: 'devEngines',
        },
      ];
}

function listOf(engine: DevEngine | DevEngine[] | undefined): DevEngine[] {
  return engine === undefined ? [] : Array.isArray(engine) ? engine : [engine];
}

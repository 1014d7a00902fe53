import { type Catalog, type Template, withLanguages } from '../catalog/catalog.js';
import { UserError } from '../errors.js';
import { type Detection, type Ecosystem, STANDING } from '../plan/ecosystem.js';
import type { FrontEnds } from '../plan/front-end.js';
import { refuse } from '../plan/shared-sentences.js';
import type { Wishes } from '../plan/wishes.js';
import type { Project } from '../project/project.js';
import { ECOSYSTEM_IDS, type EcosystemId, type PlannedEcosystemId } from '../vocabulary.js';

/** How to recognize that an ecosystem is worth loading, and how to load it. */
interface Entry {
  /** Files that only this ecosystem has. */
  signs: readonly string[];
  /** Files at the root that make a program even where nothing in the repository has a sign. */
  bare?: RegExp;
  load: () => Promise<Ecosystem>;
}

// Loaded only when a sign of it is there: a run parses one ecosystem's code, not three.
const ECOSYSTEMS: Record<PlannedEcosystemId, Entry> = {
  go: {
    signs: ['go.mod', 'go.work'],
    bare: /\.go$/,
    load: async () => (await import('../ecosystems/go/index.js')).go,
  },
  npm: {
    signs: ['package.json'],
    bare: /^(index\.html?|(server|app|index|main)\.[cm]?js)$/,
    load: async () => (await import('../ecosystems/npm/index.js')).npm,
  },
  maven: {
    signs: ['pom.xml'],
    load: async () => (await import('../ecosystems/maven/index.js')).maven,
  },
};

/** Build outputs and vendored code: a manifest in there is not an app of this repository. */
const NOT_SOURCES = new Set(['vendor', 'target', 'dist', 'build', 'out', 'testdata', 'bower_components']);

/** What was found: the apps, and what each ecosystem without an app said about it. */
export interface Found {
  detections: Detection[];
  refusals: UserError[];
  /** Names of the files at the root, to say what was there instead. */
  names: string[];
  /** The templates to plan with: those that were given, and those of languages that had to be looked for. */
  catalog: Catalog;
  /** Builds the front ends of other ecosystems' programs; absent where nothing here can. */
  frontEnds?: FrontEnds;
}

export interface DetectRequest {
  project: Project;
  catalog: Catalog;
  wishes: Wishes;
  language?: EcosystemId;
}

/** Files that only this ecosystem has. */
export function signsOf(id: PlannedEcosystemId): readonly string[] {
  return ECOSYSTEMS[id].signs;
}

/** Loads an ecosystem with a planner of its own. */
export function plannedEcosystem(id: PlannedEcosystemId): Promise<Ecosystem> {
  return ECOSYSTEMS[id].load();
}

/** Every ecosystem there is: those with a planner, and the languages that templates bring. */
function entriesOf({ templates }: Catalog): Map<EcosystemId, Entry> {
  const entries = new Map<EcosystemId, Entry>(Object.entries(ECOSYSTEMS));
  for (const template of Object.values(templates)) {
    const { language } = template.manifest;
    if (language === undefined) continue;
    entries.set(language.id, { signs: language.signs, load: () => loadLanguage(template) });
  }
  return entries;
}

async function loadLanguage(template: Template): Promise<Ecosystem> {
  return (await import('../ecosystems/data/index.js')).dataEcosystem(template) as Ecosystem;
}

/**
 * Loads the ecosystem of a detection.
 *
 * Throws a UserError when there is none of that name.
 */
export async function loadEcosystem(id: EcosystemId, catalog: Catalog): Promise<Ecosystem> {
  const entries = entriesOf(catalog);
  const entry = entries.get(id);
  if (entry === undefined) {
    const known = [...new Set([...entries.keys(), ...Object.keys(catalog.languages?.signs ?? {})])];
    throw refuse('language-unlisted', { language: id, known }, { flag: 'language' });
  }
  return entry.load();
}

/**
 * Looks for apps of every ecosystem, or of the one that was asked for. An ecosystem that refuses does not hide the apps of
 * another. Languages of the catalog are looked for only where that finds nothing, or nothing but in folders.
 */
export async function detect(request: DetectRequest): Promise<Found> {
  const { project, catalog, language } = request;
  checkReadable(project);
  const { present, languages } = signedIn(project, catalog);
  const bare = () => ECOSYSTEM_IDS.filter((id) => isBare(project, ECOSYSTEMS[id]));
  if (language !== undefined) {
    const more = await withLanguages(catalog, [language]);
    return looked({ ...request, catalog: more }, present.length > 0 ? present : bare());
  }
  const found = await looked(request, present);
  const names = new Set(found.names);
  const signs = (id: EcosystemId) => catalog.languages?.signs[id] ?? [];
  const rooted = languages.filter((id) => signs(id).some((name) => names.has(name)));
  if (found.detections.length > 0) {
    const entries = entriesOf(catalog);
    const inFolders = !present.some((id) => entries.get(id)?.signs.some((name) => names.has(name)));
    return inFolders ? abovePrograms(found, await lookedForLanguages(request, rooted)) : found;
  }
  // Beside something that was refused only what stands at the root is meant, and no helper in a folder.
  const others = await lookedForLanguages(request, present.length === 0 ? languages : rooted);
  const apart = ({ standing }: Detection) => present.length === 0 || standing > STANDING.side;
  if (others?.detections.some(apart)) return others;
  if (present.length > 0) return found;
  const loose = await looked(request, bare());
  return loose.detections.length === 0 && others !== undefined ? others : loose;
}

/**
 * A program of a language that has its manifest at the root is what the repository is, and programs in folders are beside
 * it: the pages of its front end, a site of documentation.
 */
function abovePrograms(found: Found, above: Found | undefined): Found {
  const top = Math.max(0, ...(above?.detections ?? []).map(({ standing }) => standing));
  if (above === undefined || top <= STANDING.side) return found;
  const beside = found.detections.map((one) => ({ ...one, standing: Math.min(one.standing, top - 1) }));
  return { ...above, ...found, catalog: above.catalog, detections: [...above.detections, ...beside] };
}

/** What languages of the catalog find; undefined where there are none. */
async function lookedForLanguages(
  request: DetectRequest,
  ids: readonly EcosystemId[],
): Promise<Found | undefined> {
  if (ids.length === 0) return undefined;
  const catalog = await withLanguages(request.catalog, ids);
  return looked({ ...request, catalog }, ids);
}

/** What the ecosystems that are present find: all of them, or the one that was asked for. */
async function looked(
  { project, catalog, wishes, language }: DetectRequest,
  present: readonly EcosystemId[],
): Promise<Found> {
  const names = project.entries('.').map(({ name }) => name);
  const found: Found = { detections: [], refusals: [], names, catalog };
  const ecosystems = await Promise.all(present.map((id) => loadEcosystem(id, catalog)));
  const frontEnds = ecosystems.find((ecosystem) => ecosystem.frontEnds !== undefined)?.frontEnds;
  if (frontEnds !== undefined) found.frontEnds = frontEnds;
  const asked = language === undefined ? ecosystems : [await loadEcosystem(language, catalog)];
  for (const ecosystem of asked) {
    try {
      found.detections.push(...ecosystem.detect(project, wishes, catalog));
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      found.refusals.push(error);
    }
  }
  for (const ecosystem of asked) standBack(project, found, ecosystem);
  return found;
}

/** A manifest at the root that nobody can read is not one that is missing. */
function checkReadable(project: Project): void {
  for (const path of ECOSYSTEM_IDS.flatMap(signsOf)) {
    const reason = project.unreadable(path);
    if (reason !== undefined) throw refuse('file-unreadable', { path, reason }, { file: path });
  }
}

/**
 * A front end that a program embeds or serves is a part of it and no rival: both stand at the root, say.
 * Of programs that look alike the one with a front end stands out.
 */
function standBack(project: Project, found: Found, { id, includes }: Ecosystem): void {
  const { detections, frontEnds } = found;
  const programs = detections.filter(({ ecosystem }) => ecosystem === id).sort(byStanding);
  const standing = programs[0]?.standing ?? 0;
  const alike = programs.filter((program) => program.standing === standing);
  const rivals = detections.filter((one) => one.ecosystem !== id && one.standing >= standing);
  const clear = rivals.length === 0 && alike.length < 2;
  if (includes === undefined || frontEnds === undefined || clear || alike.length > MANY) return;
  const whole = alike.filter((program) => {
    const parts = includes(project, program, frontEnds);
    for (const rival of rivals) if (parts.includes(rival.app)) rival.standing = STANDING.side;
    return parts.length > 0;
  });
  if (whole.length === 1 && whole[0] !== undefined) whole[0].standing += 1;
}

/** More programs than this that look alike are not read one by one. */
const MANY = 8;

function byStanding(a: Detection, b: Detection): number {
  return b.standing - a.standing;
}

/** What has a sign in the repository: ecosystems, and languages of the catalog. Stops looking when all ecosystems have one. */
function signedIn(project: Project, catalog: Catalog): Record<'present' | 'languages', EcosystemId[]> {
  const entries = entriesOf(catalog);
  const lazy = Object.entries(catalog.languages?.signs ?? {}).filter(([id]) => !entries.has(id));
  const owners = new Map<string, EcosystemId[]>();
  const all = [...[...entries].map(([id, { signs }]): [string, readonly string[]] => [id, signs]), ...lazy];
  for (const [id, signs] of all)
    for (const name of signs) owners.set(name, [...(owners.get(name) ?? []), id]);
  const missing = new Set(entries.keys());
  const found = new Set<EcosystemId>();
  const skip = (_path: string, name: string) => NOT_SOURCES.has(name);
  for (const path of project.walk('.', skip)) {
    for (const id of owners.get(path.slice(path.lastIndexOf('/') + 1)) ?? []) {
      found.add(id);
      missing.delete(id);
    }
    if (missing.size === 0) break;
  }
  const those = (ids: Iterable<EcosystemId>) => [...ids].filter((id) => found.has(id));
  return { present: those(entries.keys()), languages: those(lazy.map(([id]) => id)) };
}

function isBare(project: Project, { bare }: Entry): boolean {
  return project.entries('.').some(({ name, kind }) => kind === 'file' && bare?.test(name) === true);
}

import type { Catalog } from '../../../catalog/catalog.js';
import type { UserError } from '../../../errors.js';
import { rowOf } from '../../../plan/bases.js';
import { alsoSeen, type Decision, decide } from '../../../plan/decision.js';
import { cite } from '../../../project/evidence.js';
import { pinsOf, type Tool } from '../../../project/pins.js';
import type { Project } from '../../../project/project.js';
import { declaredLevel, featureRelease, type Level, usesPreview } from '../read/java-level.js';
import type { Model } from '../read/types.js';
import { refuse } from '../sentences.js';
import { compilerDefault, modernFlags, newestFor, oldestFor, removedApis } from './java-limits.js';
import { newerApis } from './newer-apis.js';

export interface JavaRequest {
  catalog: Catalog;
  /** The row of a server's image, which has to exist for the release too. */
  runtime?: string;
  /** The directory of the reactor. */
  root?: string;
  wish?: Decision<string>;
}

/** The releases there are images of. */
interface Images {
  /** Long-term releases. */
  lasting: number[];
  /** Releases between them, which get no fixes any more. */
  between: number[];
}

/**
 * Picks the JDK: what the modules ask for, rounded up to a long-term release. Newer ones break libraries and
 * compiler plug-ins that were made before them, so nothing is raised further, except by what needs it.
 *
 * Throws a UserError for a level newer than every image, preview features of a release without an image, or a
 * wish that no image has.
 */
export function javaVersion(
  project: Project,
  models: Model[],
  { catalog, runtime, root = '.', wish }: JavaRequest,
): Decision<string> {
  const row = rowOf(catalog, 'maven');
  if (wish !== undefined) return wished(wish, releasesOf(imagesOf(catalog)));
  const images = imagesOf(catalog, runtime);

  const levels = models.map(declaredLevel).filter((found) => found !== undefined);
  const level = highest(levels);
  const pin = pinned(project, models[0]?.directory ?? '.');
  if (level === undefined && pin === undefined) return unknown(project, models, row.default ?? '21');
  const asked = pin !== undefined && pin.level >= (level?.level ?? 0) ? pin : level;
  if (asked === undefined) throw new Error('no Java level');
  const version = usesPreview(models)
    ? exactly(asked, releasesOf(images))
    : chosen(project, models, { asked, images, root });
  const said = [...(pin === undefined ? [] : [pin]), ...levels].filter((other) => other !== asked);
  const others = said.map(({ level: value, from }) => ({ value: String(value), from }));
  return alsoSeen(version, version.value, others);
}

/** The images of Maven that the image of a server exists for too. */
function imagesOf(catalog: Catalog, runtime?: string): Images {
  const { versions = [], ended = [] } = rowOf(catalog, 'maven');
  const served = runtime === undefined ? undefined : rowOf(catalog, runtime).versions;
  const there = (list: string[]) =>
    list
      .filter((version) => served?.includes(version) ?? true)
      .map(Number)
      .sort((a, b) => a - b);
  return { lasting: there(versions), between: there(ended) };
}

function releasesOf({ lasting, between }: Images): number[] {
  return [...lasting, ...between].sort((a, b) => a - b);
}

/** Preview features compile and run on the release they belong to and no other (JEP 12). */
function exactly({ level, from }: Level, published: number[]): Decision<string> {
  if (published.includes(level)) {
    return decide(String(level), from, `preview features of Java ${level} work on no other release`);
  }
  throw refuse('java-preview', { level, place: cite(from), published }, from);
}

function chosen(
  project: Project,
  models: Model[],
  { asked, images, root }: { asked: Level; images: Images; root: string },
): Decision<string> {
  const { lasting, between } = images;
  const lts = lasting.find((version) => version >= asked.level);
  if (lts === undefined) throw tooNew(asked, lasting);
  const needed =
    oldestFor(models, lts) ??
    newerApis(project, models, lts) ??
    modernFlags(project, models, { java: lts, root });
  if (needed !== undefined) {
    const java = lasting.find((version) => version >= needed.level) ?? needed.level;
    return decide(String(java), needed.from, needed.because);
  }
  const limit = asked.level < lts ? newestFor(models, lts) : undefined;
  const exact = limit && between.find((version) => version >= asked.level && version < lts);
  return exact === undefined
    ? decide(String(lts), asked.from, roundedUp(asked.level, lts))
    : decide(String(exact), asked.from, limit?.because);
}

function wished(wish: Decision<string>, published: number[]): Decision<string> {
  const version = wish.value.replace(/^1\./, '');
  if (published.includes(Number(version))) return { ...wish, value: version };
  throw refuse('java-unpublished', { version: wish.value, published }, wish.from);
}

function tooNew({ level, from }: Level, published: number[]): UserError {
  return refuse('java-too-new', { level, place: cite(from), newest: published.at(-1) ?? level }, from);
}

function roundedUp(level: number, lts: number): string | undefined {
  return level === lts ? undefined : `${lts} is the first long-term release from ${level} on`;
}

function unknown(project: Project, models: Model[], newest: string): Decision<string> {
  const limit = newestFor(models, Number(newest)) ?? removedApis(project, models);
  if (limit !== undefined) return decide(String(limit.level), limit.from, limit.because);
  return compilerDefault(models) ?? decide(newest, 'default', 'the POM asks for no Java version');
}

function highest(levels: Level[]): Level | undefined {
  return levels.reduce<Level | undefined>(
    (best, each) => (best && best.level >= each.level ? best : each),
    undefined,
  );
}

/** How version managers and Heroku's system.properties name the JDK. */
const JDK: Tool = {
  names: ['java'],
  files: [
    { name: '.java-version', version: /^(?:[a-z-]*-)?([\d.]+)/m },
    { name: '.sdkmanrc', version: /^java\s*=\s*([\d.]+)/m },
    { name: 'system.properties', version: /^java\.runtime\.version\s*=\s*([\d.]+)/m },
  ],
};

function pinned(project: Project, directory: string): Level | undefined {
  for (const { text, from } of pinsOf(project, [directory, '.'], JDK)) {
    const level = featureRelease(text);
    if (level !== undefined) return { level, from };
  }
  return undefined;
}

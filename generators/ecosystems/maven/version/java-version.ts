import type { Catalog } from '../../../catalog/catalog.js';
import type { UserError } from '../../../errors.js';
import { rowOf } from '../../../plan/bases.js';
import { type Decision, decide } from '../../../plan/decision.js';
import { cite } from '../../../project/evidence.js';
import { pinsOf, type Tool } from '../../../project/pins.js';
import type { Project } from '../../../project/project.js';
import { declaredLevel, featureRelease, type Level } from '../read/java-level.js';
import type { Model } from '../read/types.js';
import { refuse } from '../sentences.js';
import { compilerDefault, limitOf, whyOld } from './java-limits.js';

/** The level that distroless starts at, and that compiles and runs code for 8 and 11. */
const MODERN = 17;

/**
 * Picks the JDK: what the modules ask for, rounded up to a published LTS and never past the next
 * one, since a JDK that is too new breaks old bytecode tools. 8 and 11 are language levels that 17
 * serves too, so they stay only where something is known to break.
 *
 * Throws a UserError for a level newer than every image, or a wish that no image has.
 */
export function javaVersion(
  project: Project,
  models: Model[],
  { catalog, wish }: { catalog: Catalog; wish?: Decision<string> },
): Decision<string> {
  const row = rowOf(catalog, 'maven');
  const published = [...(row.versions ?? []), ...(row.ended ?? [])].map(Number).sort((a, b) => a - b);
  if (wish !== undefined) return wished(wish, published);

  const level = highest(models.map(declaredLevel).filter((found) => found !== undefined));
  const pin = pinned(project, models[0]?.directory ?? '.');
  if (level === undefined && pin === undefined) return unknown(models, row.default ?? '21');
  const asked = pin !== undefined && pin.level >= (level?.level ?? 0) ? pin : level;
  if (asked === undefined) throw new Error('no Java level');
  const lts = published.find((version) => version >= asked.level);
  if (lts === undefined) throw tooNew(asked, published);
  const newer = limitOf(models, lts);
  if (newer !== undefined && newer.level > lts) return decide(String(newer.level), asked.from, newer.because);
  if (asked === pin || lts >= MODERN) return decide(String(lts), asked.from, roundedUp(asked.level, lts));
  const old = limitOf(models, MODERN) ?? whyOld(project, models, asked);
  if (old !== undefined) return decide(String(Math.max(lts, old.level)), asked.from, old.because);
  return decide(String(MODERN), asked.from, `JDK ${MODERN} compiles and runs code for Java ${asked.level}`);
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

function unknown(models: Model[], newest: string): Decision<string> {
  const limit = limitOf(models, Number(newest));
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

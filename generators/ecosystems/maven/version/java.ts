import type { Catalog } from '../../../catalog/catalog.js';
import { UserError } from '../../../errors.js';
import { rowOf } from '../../../plan/bases.js';
import { type Decision, decide } from '../../../plan/decision.js';
import { at, cite, lineAt } from '../../../project/evidence.js';
import { below } from '../../../project/paths.js';
import type { Project } from '../../../project/project.js';
import { declaredLevel, featureRelease, type Level } from '../read/java-level.js';
import type { Model } from '../read/types.js';
import { known8, whyNewer, whyOld } from './java-limits.js';

/** The level that distroless starts at, and that compiles and runs code for 8 and 11 (R44, R45). */
const MODERN = 17;

/**
 * Picks the JDK (R44): what the modules ask for, rounded up to a published LTS and never past the next
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
  const newer = whyNewer(models);
  if (newer !== undefined && newer.level > lts) return decide(String(newer.level), asked.from, newer.because);
  if (asked === pin || lts >= MODERN) return decide(String(lts), asked.from, roundedUp(asked.level, lts));
  const old = whyOld(project, models, asked.level);
  if (old !== undefined) return decide(String(Math.max(lts, old.level)), asked.from, old.because);
  return decide(String(MODERN), asked.from, `JDK ${MODERN} compiles and runs code for Java ${asked.level}`);
}

function wished(wish: Decision<string>, published: number[]): Decision<string> {
  const version = wish.value.replace(/^1\./, '');
  if (published.includes(Number(version))) return { ...wish, value: version };
  throw new UserError(`there is no image for Java ${wish.value}`, {
    hint: `Use --language-version with one of ${published.join(', ')}.`,
  });
}

function tooNew(asked: Level, published: number[]): UserError {
  const newest = published.at(-1);
  return new UserError(`Java ${asked.level} (${cite(asked.from)}) is newer than the images known here`, {
    hint: `Set the level to ${newest} or lower, or try --language-version ${newest}.`,
  });
}

function roundedUp(level: number, lts: number): string | undefined {
  return level === lts ? undefined : `${lts} is the first long-term release from ${level} on`;
}

function unknown(models: Model[], newest: string): Decision<string> {
  const old = known8(models);
  return old ?? decide(newest, 'default', 'the POM asks for no Java version');
}

function highest(levels: Level[]): Level | undefined {
  return levels.reduce<Level | undefined>(
    (best, each) => (best && best.level >= each.level ? best : each),
    undefined,
  );
}

/** Files that pin the JDK people develop with, and how they write it. */
const PINS: [file: string, pattern: RegExp][] = [
  ['.java-version', /^(?:[a-z-]*-)?([\d.]+)/m],
  ['.sdkmanrc', /^java\s*=\s*([\d.]+)/m],
  ['.tool-versions', /^java\s+(?:[a-z][\w-]*?-)?([\d.]+)/m],
  ['mise.toml', /^java\s*=\s*"(?:[a-z][\w-]*?-)?([\d.]+)/m],
  ['.mise.toml', /^java\s*=\s*"(?:[a-z][\w-]*?-)?([\d.]+)/m],
  ['system.properties', /^java\.runtime\.version\s*=\s*([\d.]+)/m],
];

function pinned(project: Project, directory: string): Level | undefined {
  for (const place of new Set([directory, '.'])) {
    for (const [file, pattern] of PINS) {
      const path = below(place, file);
      const source = project.read(path);
      const found = source === undefined ? null : pattern.exec(source);
      const level = found?.[1] === undefined ? undefined : featureRelease(found[1]);
      if (found === null || source === undefined || level === undefined) continue;
      return { level, from: at(path, lineAt(source, found.index), found[0]) };
    }
  }
  return undefined;
}

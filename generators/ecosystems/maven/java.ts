import type { Catalog } from '../../catalog/catalog.js';
import { UserError } from '../../errors.js';
import { rowOf } from '../../plan/bases.js';
import { type Decision, decide } from '../../plan/decision.js';
import { at, cite, lineAt } from '../../project/evidence.js';
import { below } from '../../project/paths.js';
import type { Project } from '../../project/project.js';
import { known8, whyNewer, whyOld } from './java-limits.js';
import type { Model } from './model.js';
import { executions, plugin } from './plugins.js';
import { evidence } from './pom.js';
import { first, interpolate, resolved, type Value } from './properties.js';
import { text } from './xml.js';

/** A Java level with the place it was read. */
interface Level {
  level: number;
  from: string;
}

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

/** `1.8`, `17`, `21.0.2-tem`, `VERSION_17` → the feature release. */
export function featureRelease(version: string): number | undefined {
  const found = /^\D*?(?:1\.)?(\d+)/.exec(version.trim());
  const release = Number(found?.[1]);
  return release >= 5 && release < 100 ? release : undefined;
}

/** The level a module is compiled for; the compiler plugin's own settings beat the properties. */
function declaredLevel(model: Model): Level | undefined {
  const found =
    compilerSetting(model, 'release') ??
    resolved(model, 'maven.compiler.release') ??
    compilerSetting(model, 'target') ??
    resolved(model, 'maven.compiler.target') ??
    compilerSetting(model, 'source') ??
    resolved(model, 'maven.compiler.source') ??
    resolved(model, 'java.version') ??
    toolchain(model) ??
    kotlinTarget(model);
  const level = found === undefined ? undefined : featureRelease(found.value);
  return found === undefined || level === undefined ? undefined : { level, from: found.from };
}

/** True when a main method may be an instance method without arguments (JEP 512; from 21 on as a preview). */
export function hasInstanceMain(model: Model): boolean {
  const level = declaredLevel(model)?.level ?? 0;
  const preview = [model.pom, ...model.parents].some(({ source }) => source.includes('--enable-preview'));
  return level >= 25 || (level >= 21 && preview);
}

function compilerSetting(model: Model, tag: string): Value | undefined {
  const compiler = plugin(model, 'maven-compiler-plugin') ?? managedOnly(model);
  if (compiler === undefined) return undefined;
  for (const element of [...compiler.elements, ...executions(compiler)]) {
    if (/test/i.test(text(element, 'id') ?? '')) continue;
    const raw = text(element, 'configuration', tag);
    const value = raw && interpolate(model, raw);
    if (raw && value && featureRelease(value) !== undefined && !value.includes('${')) {
      const name = /^\$\{([\w.-]+)\}$/.exec(raw)?.[1];
      return { value, from: (name && resolved(model, name)?.from) || pomEvidence(model, tag, raw) };
    }
  }
  return undefined;
}

function pomEvidence(model: Model, tag: string, value: string): string {
  const pom = [model.pom, ...model.parents].find((each) => each.source.includes(`<${tag}>${value}`));
  return evidence(pom, tag, value);
}

/** The compiler plugin always runs, so what pluginManagement says about it holds without naming it. */
function managedOnly(model: Model): ReturnType<typeof plugin> {
  const sections = model.sections.map((section) => ({ ...section, node: promoted(section.node) }));
  return plugin({ ...model, sections }, 'maven-compiler-plugin');
}

function promoted(node: Model['sections'][number]['node']): typeof node {
  if (typeof node === 'string') return node;
  const build = node.build;
  if (build === undefined || typeof build === 'string' || Array.isArray(build)) return node;
  const management = build.pluginManagement;
  if (management === undefined || typeof management === 'string' || Array.isArray(management)) return node;
  return { build: management };
}

function toolchain(model: Model): Value | undefined {
  return (
    first(model, 'build', 'plugins', 'plugin', 'configuration', 'toolchains', 'jdk', 'version') ??
    enforced(model)
  );
}

/** The lower bound of requireJavaVersion: `[17,18)`, `17`. */
function enforced(model: Model): Value | undefined {
  const enforcer = plugin(model, 'maven-enforcer-plugin');
  if (enforcer === undefined) return undefined;
  for (const element of [...enforcer.elements, ...executions(enforcer)]) {
    const range = text(element, 'configuration', 'rules', 'requireJavaVersion', 'version');
    if (range !== undefined)
      return { value: interpolate(model, range), from: evidence(model.pom, 'version', range) };
  }
  return undefined;
}

function kotlinTarget(model: Model): Value | undefined {
  const property = resolved(model, 'kotlin.compiler.jvmTarget');
  if (property !== undefined) return property;
  const kotlin = plugin(model, 'kotlin-maven-plugin');
  for (const element of kotlin === undefined ? [] : [...kotlin.elements, ...executions(kotlin)]) {
    const value = text(element, 'configuration', 'jvmTarget');
    if (value !== undefined)
      return { value: interpolate(model, value), from: evidence(model.pom, 'jvmTarget', value) };
  }
  return undefined;
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

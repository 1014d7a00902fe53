// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the placeholders are Maven's own
import { place } from '../../../project/evidence.js';
import { below } from '../../../project/paths.js';
import { inSection } from './pom.js';
import type { Model, Value } from './types.js';
import { one, ownText, text } from './xml.js';

/** A property, not interpolated, with its evidence; `-D` of maven.config beats every POM. */
export function property(model: Model, name: string): Value | undefined {
  const given = Object.hasOwn(model.flags.properties, name) ? model.flags.properties[name] : undefined;
  if (given !== undefined) return { value: given, from: place(model.flags.file, undefined, `-D${name}`) };
  for (const section of model.sections) {
    const value = ownText(one(section.node, 'properties'), name);
    if (value !== undefined) return { value, from: inSection(section, name, value) };
  }
  return undefined;
}

/**
 * A property with everything in it resolved; undefined when it is missing, empty or cannot be resolved.
 * The evidence is where the value stands: `${java.version}` leads on to that property.
 */
export function resolved(model: Model, name: string): Value | undefined {
  let found = property(model, name);
  for (let hops = 0; found !== undefined && hops < 16; hops++) {
    const alias: string | undefined = /^\$\{([^${}]+)\}$/.exec(found.value)?.[1];
    const next = alias === undefined ? undefined : property(model, alias);
    if (next === undefined) break;
    found = next;
  }
  if (found === undefined) return undefined;
  const value = interpolate(model, found.value);
  return value === '' || value.includes('${') ? undefined : { value, from: found.from };
}

/** Replaces `${…}` as Maven does, chained; what the build is told on the command line too. The unknown stays as it is. */
export function interpolate(model: Model, source: string, budget = newBudget()): string {
  if (!source.includes('${')) return source;
  return source.replace(/\$\{([^${}]+)\}/g, (whole, name: string) => {
    if (--budget.left < 0) return whole;
    const value = builtIn(model, name) ?? property(model, name)?.value ?? placeholder(name);
    return value === undefined || value === whole ? whole : interpolate(model, value, budget);
  });
}

/** How many names one text may lead to: properties that name each other, or twice the next, never end. */
const newBudget = () => ({ left: 200 });

/** The same without the names that only a command line gives: what cannot be told before the build keeps its `${…}`. */
export function literal(model: Model, source: string, budget = newBudget()): string {
  if (!source.includes('${')) return source;
  return source.replace(/\$\{([^${}]+)\}/g, (whole, name: string) => {
    if (--budget.left < 0) return whole;
    const value = IS_FINAL_NAME.test(name)
      ? givenName(model)
      : (builtIn(model, name) ?? property(model, name)?.value);
    return value === undefined || value === whole ? whole : literal(model, value, budget);
  });
}

function builtIn(model: Model, name: string): string | undefined {
  const { coordinates, pom } = model;
  switch (name.replace(/^(project|pom)\./, '')) {
    case 'artifactId':
      return coordinates.artifactId;
    case 'groupId':
      return text(pom.project, 'groupId') ?? text(pom.project, 'parent', 'groupId');
    case 'version':
      return text(pom.project, 'version') ?? text(pom.project, 'parent', 'version');
    case 'parent.version':
      return text(pom.project, 'parent', 'version');
    case 'parent.groupId':
      return text(pom.project, 'parent', 'groupId');
    case 'parent.artifactId':
      return text(pom.project, 'parent', 'artifactId');
    case 'name':
      return text(pom.project, 'name') ?? coordinates.artifactId;
    case 'packaging':
      return name === 'packaging' ? undefined : text(pom.project, 'packaging');
    case 'basedir':
      return '.';
    case 'build.directory':
      return buildDirectory(model);
    case 'build.finalName':
      return interpolate(model, givenName(model));
    default:
      return undefined;
  }
}

/** The first text at a path of tags over all sections. */
export function first(model: Model, ...tags: string[]): Value | undefined {
  for (const section of model.sections) {
    const found = text(section.node, ...tags);
    if (found !== undefined) {
      return { value: interpolate(model, found), from: inSection(section, tags.at(-1) ?? '', found) };
    }
  }
  return undefined;
}

/** `build/directory`, relative to the module: `target` unless the POM moves it. */
export function buildDirectory(model: Model): string {
  return (first(model, 'build', 'directory')?.value ?? 'target').replace(/^\.\//, '');
}

/** `build/finalName` as a pattern (see {@link namePattern}): `artifactId-version` unless the POM says otherwise. */
export function finalName(model: Model): string {
  return namePattern(model, givenName(model));
}

/** `build/finalName` as the build writes it (see {@link literal}). */
export function literalName(model: Model): string {
  return literal(model, givenName(model));
}

function givenName(model: Model): string {
  const named = model.sections.map(({ node }) => text(node, 'build', 'finalName')).find(Boolean);
  return named ?? '${project.artifactId}-${project.version}';
}

/**
 * A file name of the POM as a pattern of the shell: `*` stands for a version, which the next release changes,
 * and for what only the build knows (the time it runs at).
 */
export function namePattern(model: Model, source: string): string {
  return patternOf(model, source, newBudget())
    .replace(
      /-\d+(?:\.\d+)+(?:[.-](?:SNAPSHOT|RELEASE|Final|GA|(?:RC|M|alpha|beta)[.-]?\d*))?(?![\w.]{0,100}\d)/g,
      '-*',
    )
    .replace(/\*(?:[-._]?\*)+/g, '*');
}

function patternOf(model: Model, source: string, budget: { left: number }): string {
  return source.replace(/\$\{([^${}]+)\}/g, (_whole, name: string) => {
    if (--budget.left < 0 || IS_VERSION.test(name) || placeholder(name) !== undefined) return '*';
    const value = IS_FINAL_NAME.test(name)
      ? givenName(model)
      : (builtIn(model, name) ?? property(model, name)?.value);
    const filled = value === undefined ? '*' : patternOf(model, value, budget);
    return /^v?\d+(?:[.-][\w.-]+)?$/.test(filled) ? '*' : filled;
  });
}

const IS_FINAL_NAME = /^(?:(?:project|pom)\.)?build\.finalName$/;

const IS_VERSION = /^(?:(?:project|pom)\.)?(?:parent\.)?version$/;

/** The path of a file in the build directory. */
export function built(model: Model, name: string): string {
  return below(buildDirectory(model), name);
}

/** Only the names that people give on the command line; others come from a parent that is not here. */
const LATE = /^(revision|sha1|changelist|build\.?number|buildNumber|git\..*)$/;

const PLACEHOLDER: Record<string, string> = {
  revision: '0.0.0-docker',
  buildNumber: '0',
  'build.number': '0',
};

/** What a property that only the command line gives is set to here; undefined for any other property. */
export function placeholder(name: string): string | undefined {
  return LATE.test(name) ? (PLACEHOLDER[name] ?? '') : undefined;
}

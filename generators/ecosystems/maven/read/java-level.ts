import type { Evidence } from '../../../project/evidence.js';
import { executions, plugin } from './plugins.js';
import { inPom } from './pom.js';
import { first, interpolate, resolved } from './properties.js';
import type { Model, Value } from './types.js';
import { text } from './xml.js';

/** A Java level with the place it was read. */
export interface Level {
  level: number;
  from: Evidence;
}

/** `1.8`, `17`, `21.0.2-tem`, `VERSION_17` → the feature release. */
export function featureRelease(version: string): number | undefined {
  const found = /^\D*?(?:1\.)?(\d+)/.exec(version.trim());
  const release = Number(found?.[1]);
  return release >= 5 && release < 100 ? release : undefined;
}

/** The level a module is compiled for; the compiler plugin's own settings beat the properties. */
export function declaredLevel(model: Model): Level | undefined {
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

/** True when the level is given as a release, which lets the compiler see the classes of that release alone. */
export function compilesByRelease(model: Model): boolean {
  return (compilerSetting(model, 'release') ?? resolved(model, 'maven.compiler.release')) !== undefined;
}

/** True when the code uses preview features of its Java. */
export function usesPreview(models: readonly Model[]): boolean {
  return models.some(({ pom, parents }) =>
    [pom, ...parents].some(({ source }) => source.includes('--enable-preview')),
  );
}

/** True when a main method may be an instance method without arguments (JEP 512; from 21 on as a preview). */
export function hasInstanceMain(model: Model): boolean {
  const level = declaredLevel(model)?.level ?? 0;
  return level >= 25 || (level >= 21 && usesPreview([model]));
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
      return { value, from: (name && resolved(model, name)?.from) || compilerPlace(model, tag, raw) };
    }
  }
  return undefined;
}

function compilerPlace(model: Model, tag: string, value: string): Evidence {
  const pom = [model.pom, ...model.parents].find((each) => each.source.includes(`<${tag}>${value}`));
  return inPom(pom ?? model.pom, tag, value);
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
      return { value: interpolate(model, range), from: inPom(model.pom, 'version', range) };
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
      return { value: interpolate(model, value), from: inPom(model.pom, 'jvmTarget', value) };
  }
  return undefined;
}

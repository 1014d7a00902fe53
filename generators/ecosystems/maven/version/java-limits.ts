import satisfies from 'semver/functions/satisfies.js';
import { type Breakage, breakagesOf } from '../../../knowledge/breakages.js';
import { apisOf, importOf } from '../../../knowledge/java.js';
import { type Decision, decide } from '../../../plan/decision.js';
import type { Evidence } from '../../../project/evidence.js';
import { lineAt, place } from '../../../project/evidence.js';
import { below } from '../../../project/paths.js';
import type { Project } from '../../../project/project.js';
import { atLeast, dependencies, managed } from '../read/dependencies.js';
import { compilesByRelease } from '../read/java-level.js';
import { plugin, settings } from '../read/plugins.js';
import { artifactPlace } from '../read/pom.js';
import { sourceFiles } from '../read/sources.js';
import type { Model } from '../read/types.js';
import { text } from '../read/xml.js';
import { inRange, useOf } from './used-artifacts.js';

/** A JDK to take, and what breaks on others. */
export interface Limit {
  level: number;
  because: string;
  from: Evidence;
}

const BREAKAGES = breakagesOf('maven');
const COMPILER = 'maven-compiler-plugin';

/** The newest JDK below this one that everything used by the modules works with; undefined when nothing breaks with it. */
export function newestFor(models: Model[], java: number): Limit | undefined {
  return broken(models, java)
    .filter(({ level }) => level < java)
    .sort((a, b) => a.level - b.level)[0];
}

/** The JDK above this one that something used by the modules needs; undefined when nothing does. */
export function oldestFor(models: Model[], java: number): Limit | undefined {
  return broken(models, java)
    .filter(({ level }) => level > java)
    .sort((a, b) => b.level - a.level)[0];
}

function broken(models: Model[], java: number): Limit[] {
  const rows = BREAKAGES.filter(({ breaksWith }) => satisfies(`${java}.0.0`, breaksWith));
  return rows.flatMap((row) => models.flatMap((model) => limitBy(row, model) ?? []));
}

function limitBy(row: Breakage, model: Model): Limit | undefined {
  const used = useOf(model, row.package);
  if (used === undefined || !inRange(used.version, row.range)) return undefined;
  if (row.unversioned !== undefined && useOf(model, row.unversioned)?.version !== '') return undefined;
  return {
    level: Number(row.stayOn),
    because: row.because.replace('{version}', used.version),
    from: used.from,
  };
}

/** Without any Java level an old compiler plugin still sets one. */
export function compilerDefault(models: Model[]): Decision<string> | undefined {
  for (const model of models) {
    const versions = plugin(model, COMPILER)?.elements.map((element) => text(element, 'version')) ?? [];
    const version = versions.find((each) => each !== undefined && /^\d/.test(each));
    if (version === undefined) continue;
    if (atLeast(version, '3.9')) return undefined;
    const from = artifactPlace(model, { artifactId: COMPILER, version });
    return decide('8', from, 'it compiles for Java 6 or older by default, which JDK 17 refuses');
  }
  return undefined;
}

/** Options that javac and java have since Java 9. */
const MODERN = /--(?:release|add-(?:modules|opens|exports|reads)|patch-module|enable-native-access)\b/;

/** Why the JDK 8 cannot build it: it knows none of these options, neither in the compiler nor in the JVM of Maven. */
export function modernFlags(
  project: Project,
  models: Model[],
  { java, root }: { java: number; root: string },
): Limit | undefined {
  if (java > 8) return undefined;
  const config = below(root, '.mvn/jvm.config');
  const flag = MODERN.exec(project.read(config) ?? '')?.[0];
  if (flag !== undefined) return { level: 9, because: `java has ${flag} since 9`, from: place(config) };
  for (const model of models) {
    const found = compilesByRelease(model) ? '--release' : compilerFlag(model);
    // What runs on 8 alone is built there: since 3.13 maven-compiler-plugin leaves the flag out.
    if (found === undefined || (found === '--release' && removedApis(project, models))) continue;
    return { level: 9, because: `javac has ${found} since 9`, from: place(model.pom.path) };
  }
  return undefined;
}

function compilerFlag(model: Model): string | undefined {
  const compiler = plugin(model, COMPILER);
  const places = [['compilerArgs', 'arg'], ['compilerArgs', 'compilerArg'], ['compilerArgument']];
  const words = places.flatMap((place) => settings(compiler, ...place)).map(String);
  return words.map((word) => MODERN.exec(word)?.[0]).find(Boolean);
}

/** What the code imports and newer JDKs no longer hold, where nothing brings it. */
export function removedApis(project: Project, models: Model[]): Limit | undefined {
  const ids = models.flatMap((model) =>
    [...dependencies(model), ...managed(model)].map(({ groupId, artifactId }) => `${groupId}:${artifactId}`),
  );
  const missing = apisOf('old JDK')
    .filter(({ broughtBy }) => !ids.some((id) => broughtBy.some((part) => id.includes(part))))
    .map(importOf);
  for (const model of models) {
    for (const { path, text: source } of sourceFiles(project, model)) {
      const found = missing.map((imports) => imports.exec(source)).find((match) => match !== null);
      if (found === undefined) continue;
      const from = place(path, lineAt(source, found.index), `${found[0]}…`);
      return { level: 8, because: 'newer JDKs no longer hold that package', from };
    }
  }
  return undefined;
}

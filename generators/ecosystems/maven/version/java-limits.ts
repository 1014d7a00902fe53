import coerce from 'semver/functions/coerce.js';
import satisfies from 'semver/functions/satisfies.js';
import { type Breakage, breakagesOf } from '../../../knowledge/breakages.js';
import { apisOf, importOf } from '../../../knowledge/java.js';
import { type Decision, decide } from '../../../plan/decision.js';
import type { Evidence } from '../../../project/evidence.js';
import type { Project } from '../../../project/project.js';
import { bootVersion } from '../app/spring-boot.js';
import { atLeast, dependencies, managed, versionOf } from '../read/dependencies.js';
import { plugin } from '../read/plugins.js';
import { artifactPlace } from '../read/pom.js';
import { interpolate } from '../read/properties.js';
import { sourceFiles } from '../read/sources.js';
import type { Model } from '../read/types.js';
import { all, text, type Xml } from '../read/xml.js';

/** A JDK to stay on, and what breaks on others. */
export interface Limit {
  level: number;
  because: string;
  from: Evidence;
}

const BREAKAGES = breakagesOf('maven');
const COMPILER = 'maven-compiler-plugin';

/** The lowest JDK that something used by the modules wants in place of this one; undefined when nothing breaks. */
export function limitOf(models: Model[], java: number): Limit | undefined {
  const found = BREAKAGES.filter(({ breaksWith }) => satisfies(`${java}.0.0`, breaksWith)).flatMap((row) =>
    models.flatMap((model) => limitBy(row, model) ?? []),
  );
  return found.sort((a, b) => a.level - b.level)[0];
}

function limitBy(row: Breakage, model: Model): Limit | undefined {
  const artifactId = row.package.slice(row.package.indexOf(':') + 1);
  const used = useOf(model, artifactId);
  if (used === undefined) return undefined;
  const version = coerce(used.version);
  if (row.range !== '*' && (version === null || !satisfies(version, row.range))) return undefined;
  return {
    level: Number(row.stayOn),
    because: row.because.replace('{version}', used.version),
    from: used.from,
  };
}

/** The version in which a module uses an artifact: as a dependency, a plug-in, or a part of the compiler. */
function useOf(model: Model, artifactId: string): { version: string; from: Evidence } | undefined {
  if (artifactId === 'spring-boot') {
    const boot = bootVersion(model);
    return boot && { version: boot.value, from: boot.from };
  }
  const version =
    processorVersion(model, artifactId) ??
    (dependencies(model).some((each) => each.artifactId === artifactId)
      ? (versionOf(model, artifactId) ?? '')
      : pluginVersion(model, artifactId));
  return version === undefined ? undefined : { version, from: artifactPlace(model, { artifactId, version }) };
}

function pluginVersion(model: Model, artifactId: string): string | undefined {
  const found = plugin(model, artifactId);
  return found && (found.elements.map((element) => text(element, 'version')).find(Boolean) ?? '');
}

/** The version of a part of the compiler (`annotationProcessorPaths`). */
function processorVersion(model: Model, artifactId: string): string | undefined {
  // Any tag may stand for an item of the list: Maven goes by their place.
  const paths = compilerElements(model)
    .flatMap((element) => all(element, 'configuration', 'annotationProcessorPaths'))
    .flatMap((list) => (typeof list === 'string' ? [] : Object.keys(list).flatMap((tag) => all(list, tag))));
  const found = paths.find((path) => text(path, 'artifactId') === artifactId);
  return found && interpolate(model, text(found, 'version') ?? '');
}

function compilerElements(model: Model): Xml[] {
  const places = [
    ['build', 'plugins', 'plugin'],
    ['build', 'pluginManagement', 'plugins', 'plugin'],
  ];
  return model.sections
    .flatMap(({ node }) => places.flatMap((place) => all(node, ...place)))
    .filter((element) => text(element, 'artifactId') === COMPILER)
    .flatMap((element) => [element, ...all(element, 'executions', 'execution')]);
}

/** Why code for an old Java cannot move to a newer JDK, whatever it uses. */
export function whyOld(
  project: Project,
  models: Model[],
  asked: { level: number; from: Evidence },
): Limit | undefined {
  const { level, from } = asked;
  if (level <= 6) return { level: 8, because: 'JDK 17 no longer compiles for Java 6 and older', from };
  return level <= 8 ? removedApis(project, models, from) : undefined;
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

function removedApis(project: Project, models: Model[], from: Evidence): Limit | undefined {
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
      return {
        level: 8,
        because: `${path} has "${found[0].trim()}…", which newer JDKs no longer hold`,
        from,
      };
    }
  }
  return undefined;
}

import { type Decision, decide } from '../../../plan/decision.js';
import type { Project } from '../../../project/project.js';
import { bootVersion } from '../app/spring-boot.js';
import { atLeast, dependencies, managed, versionOf } from '../read/dependencies.js';
import { plugin } from '../read/plugins.js';
import { artifactPlace } from '../read/pom.js';
import { interpolate } from '../read/properties.js';
import { sourceFiles } from '../read/sources.js';
import type { Model } from '../read/types.js';
import { all, text, type Xml } from '../read/xml.js';

const COMPILER = 'maven-compiler-plugin';

/** A JDK to stay on, and what breaks above it. */
interface Limit {
  level: number;
  because: string;
}

/** Why code for Java 8 or 11 cannot move to 17; undefined when nothing is known to break. */
export function whyOld(project: Project, models: Model[], level: number): Limit | undefined {
  const found = models.map(bootLimit).find(Boolean) ?? models.map(toolLimit).find(Boolean);
  if (found !== undefined) return found;
  if (level <= 6) return { level: 8, because: 'JDK 17 no longer compiles for Java 6 and older' };
  return level <= 8 ? removedApis(project, models) : undefined;
}

/**
 * The oldest JDK that the tools of the compiler run on, where that is newer than the level of the code:
 * Error Prone needs 21 since 2.43 (https://errorprone.info/docs/installation).
 */
export function whyNewer(models: Model[]): Limit | undefined {
  for (const model of models) {
    // Any tag may stand for an item of the list: Maven goes by their place.
    const paths = compilerElements(model)
      .flatMap((element) => all(element, 'configuration', 'annotationProcessorPaths'))
      .flatMap((list) =>
        typeof list === 'string' ? [] : Object.keys(list).flatMap((tag) => all(list, tag)),
      );
    const errorProne = paths.find((path) => text(path, 'artifactId') === 'error_prone_core');
    const version = interpolate(model, text(errorProne, 'version') ?? '');
    if (atLeast(version, '2.43'))
      return { level: 21, because: `Error Prone ${version} runs on JDK 21 or newer` };
  }
  return undefined;
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

/** Without any Java level: an old Spring Boot or compiler plugin still sets a limit. */
export function known8(models: Model[]): Decision<string> | undefined {
  const boot = models.map(bootVersion).find((each) => each !== undefined);
  if (boot !== undefined && !atLeast(boot.value, '3.2')) {
    const limit = models.map(bootLimit).find(Boolean);
    return decide(
      String(limit?.level ?? 17),
      boot.from,
      limit?.because ?? 'the newest long-term release that this Spring Boot supports',
    );
  }
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

/** Spring before 5.3.10 and the Boot versions on it fail on JDK 17: https://github.com/spring-projects/spring-boot/wiki */
function bootLimit(model: Model): Limit | undefined {
  const boot = bootVersion(model)?.value;
  if (boot === undefined || atLeast(boot, '2.5.5')) return undefined;
  const level = atLeast(boot, '2.1') ? 11 : 8;
  return { level, because: `Spring Boot ${boot} does not run on Java 17` };
}

function toolLimit(model: Model): Limit | undefined {
  const uses = dependencies(model).some(({ artifactId }) => artifactId === 'lombok');
  const lombok = uses ? versionOf(model, 'lombok') : undefined;
  if (lombok !== undefined && !atLeast(lombok, '1.18.22')) {
    const level = atLeast(lombok, '1.18.4') ? 11 : 8;
    return { level, because: `Lombok ${lombok} fails on JDK 17; 1.18.22 was the first to know it` };
  }
  const scala = versionOf(model, 'scala-library');
  if (scala !== undefined && !atLeast(scala, '2.12.15')) {
    return { level: 8, because: `Scala ${scala} does not compile on JDK 17` };
  }
  if (plugin(model, 'jaxws-maven-plugin') ?? plugin(model, 'maven-jaxb2-plugin')) {
    return { level: 8, because: 'its code generator needs the JAXB and JAX-WS that Java 11 removed' };
  }
  return undefined;
}

/** Packages that left the JDK with Java 11, and the artifacts that bring them back. */
const REMOVED: [imports: RegExp, artifacts: RegExp][] = [
  [/^import\s+javax\.xml\.bind\./m, /jaxb|xml\.bind|hibernate|starter-data-jpa|cxf|jersey|boot/],
  [/^import\s+javax\.(jws|xml\.ws)\./m, /jaxws|xml\.ws|jws|cxf|axis|boot/],
  [/^import\s+javafx\./m, /javafx|openjfx/],
  [
    /^import\s+(sun\.misc\.BASE64|com\.sun\.image|jdk\.nashorn|sun\.security\.x509|com\.sun\.net\.ssl)/m,
    /^$/,
  ],
];

function removedApis(project: Project, models: Model[]): Limit | undefined {
  const ids = models.flatMap((model) =>
    [...dependencies(model), ...managed(model)].map(({ groupId, artifactId }) => `${groupId}:${artifactId}`),
  );
  const missing = REMOVED.filter(([, artifacts]) => !ids.some((id) => artifacts.test(id)));
  for (const model of models) {
    for (const { path, text: source } of sourceFiles(project, model)) {
      const found = missing.map(([imports]) => imports.exec(source)).find((match) => match !== null);
      if (found !== undefined) {
        return { level: 8, because: `${path} has "${found[0].trim()}…", which newer JDKs no longer hold` };
      }
    }
  }
  return undefined;
}

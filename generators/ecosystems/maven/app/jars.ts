import { below } from '../../../project/paths.js';
import type { Project } from '../../../project/project.js';
import { dependencies } from '../read/dependencies.js';
import { executions, nameSetting, ownSetting, plugin, setting } from '../read/plugins.js';
import { buildDirectory, built, finalName } from '../read/properties.js';
import type { Artifact, Model, NotRunnable, Plugin } from '../read/types.js';
import { text } from '../read/xml.js';
import { mainOf, mainsOf, realMain } from './start-class.js';

/** The main class in the manifest of the plain jar. */
export function jarManifest(model: Model): string | undefined {
  const jar = plugin(model, 'maven-jar-plugin');
  return (
    setting(jar, 'archive', 'manifest', 'mainClass') ??
    setting(jar, 'archive', 'manifestEntries', 'Main-Class')
  );
}

/** The jar of the module's own classes, with its dependencies beside it. */
export function ofPlainJar(model: Model, project: Project): Artifact | NotRunnable {
  const { file, ...beside } = plainJar(model);
  const classes = mainsOf(model, project);
  const main = mainOf(model, classes);
  if (main === undefined) {
    return classes.length > 1
      ? {
          kind: 'none',
          reason: { is: 'mains', pom: model.pom.path, count: classes.length },
          mains: classes,
          file,
          ...beside,
        }
      : { kind: 'none', reason: { is: 'library', pom: model.pom.path } };
  }
  const real = realMain(main, model, project);
  const start = real ?? { main: main.value, from: main.from };
  if (beside.lib !== undefined || beside.local !== undefined) {
    return { kind: 'classpath', file, ...beside, because: BESIDE, ...start };
  }
  return jarManifest(model) === undefined || real !== undefined
    ? { kind: 'classpath', file, ...start }
    : { kind: 'jar', file, from: main.from };
}

const BESIDE = 'the jar holds only its own classes, so its dependencies go beside it';

/** The jar of the module's own classes, and where its dependencies lie. */
export function plainJar(model: Model): { file: string; lib?: string; local?: string[] } {
  const jar = plugin(model, 'maven-jar-plugin');
  const classifier = ownClassifier(jar);
  const name = `${nameSetting(jar, 'finalName') ?? finalName(model)}${classifier ? `-${classifier}` : ''}.jar`;
  const file = below(nameSetting(jar, 'outputDirectory') ?? buildDirectory(model), name);
  const local = localJars(model);
  const lib = hasRuntimeDependencies(model) ? { lib: libDirectory(model) } : {};
  return { file, ...lib, ...(local.length > 0 && { local }) };
}

/** The classifier of the jar that every build makes; another execution makes another jar. */
function ownClassifier(jar: Plugin | undefined): string | undefined {
  if (jar === undefined) return undefined;
  const usual = executions(jar).find((each) => text(each, 'id') === 'default-jar');
  return ownSetting(jar, 'classifier') ?? (usual && text(usual, 'configuration', 'classifier'));
}

/** Where `dependency:copy-dependencies` on the command line puts them: the POM's own setting beats a flag. */
export function libDirectory(model: Model): string {
  return (
    ownSetting(plugin(model, 'maven-dependency-plugin'), 'outputDirectory') ?? built(model, 'dependency')
  );
}

/** True when something goes beside the jar; an empty lib directory would not exist and fail the COPY. */
function hasRuntimeDependencies(model: Model): boolean {
  return dependencies(model).some(
    ({ scope }) => scope !== 'test' && scope !== 'provided' && scope !== 'import' && scope !== 'system',
  );
}

/** Jars in the repository that dependencies of the scope system name: copy-dependencies leaves them out. */
function localJars(model: Model): string[] {
  return dependencies(model).flatMap(({ scope, systemPath }) =>
    scope === 'system' && systemPath !== undefined && !/^\/|\$\{/.test(systemPath) ? [systemPath] : [],
  );
}

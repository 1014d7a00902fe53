import { below } from '../../project/paths.js';
import type { Project } from '../../project/project.js';
import type { Artifact, NotRunnable } from './artifact.js';
import { runnableAssembly } from './assembly.js';
import { dependencies } from './dependencies.js';
import type { Model } from './model.js';
import { ownSetting, type Plugin, plugin, runs, setting, settings } from './plugins.js';
import { evidence } from './pom.js';
import { buildDirectory, built, finalName } from './properties.js';
import { mainOf, mainsOf, realMain } from './start-class.js';
import { text } from './xml.js';

/** The jar that maven-shade-plugin makes. */
export function ofShade(model: Model, project: Project): Artifact | NotRunnable | undefined {
  const shade = plugin(model, 'maven-shade-plugin');
  if (!runs(shade, 'shade')) return undefined;
  if (shadesSome(shade)) return undefined;
  const file = shadedFile(model, shade);
  const manifest = settings(shade, 'transformers', 'transformer')
    .map((each) => text(each, 'mainClass') ?? text(each, 'manifestEntries', 'Main-Class'))
    .find((each) => each !== undefined);
  const from = evidence(model.pom, 'artifactId', 'maven-shade-plugin');
  const named = manifest ?? jarManifest(model);
  if (named !== undefined) {
    const real = realMain({ value: named, from }, model, project);
    return real === undefined ? { kind: 'jar', file, from } : { kind: 'classpath', file, ...real };
  }
  const main = mainOf(model, mainsOf(model, project));
  if (main === undefined) return undefined;
  return { kind: 'classpath', file, main: main.value, from: main.from };
}

/** True when only some artefacts are taken in and no main class is set: the others are still missing. */
function shadesSome(shade: Plugin | undefined): boolean {
  const includes = settings(shade, 'artifactSet', 'includes', 'include').map(String);
  if (includes.length === 0 || includes.some((each) => /^\*(:\*)*$/.test(each.trim()))) return false;
  return settings(shade, 'transformers', 'transformer').every(
    (each) => (text(each, 'mainClass') ?? text(each, 'manifestEntries', 'Main-Class')) === undefined,
  );
}

/**
 * Where the shaded jar ends up: https://github.com/apache/maven-shade-plugin ShadeMojo.execute. Only a jar
 * with a name of its own stays in outputDirectory; any other takes the place of the plain jar.
 */
function shadedFile(model: Model, shade: Plugin | undefined): string {
  const outputFile = setting(shade, 'outputFile');
  if (outputFile !== undefined) return outputFile;
  const directory = setting(shade, 'outputDirectory')?.replace(/\/$/, '') ?? buildDirectory(model);
  const own = setting(shade, 'finalName');
  if (own !== undefined && own !== finalName(model)) return below(directory, `${own}.jar`);
  if (setting(shade, 'shadedArtifactAttached') !== 'true') return built(model, `${finalName(model)}.jar`);
  const { artifactId, version } = model.coordinates;
  const id = setting(shade, 'shadedArtifactId') ?? artifactId;
  return below(directory, `${id}-${version}-${setting(shade, 'shadedClassifierName') ?? 'shaded'}.jar`);
}

/** The jar that maven-assembly-plugin makes. */
export function ofAssembly(model: Model, project: Project): Artifact | undefined {
  const assembly = plugin(model, 'maven-assembly-plugin');
  if (!runs(assembly, 'single', 'assembly')) return undefined;
  const id = runnableAssembly(assembly, model, project);
  if (id === undefined) return undefined;
  const suffix = setting(assembly, 'appendAssemblyId') === 'false' ? '' : `-${id}`;
  const directory = setting(assembly, 'outputDirectory') ?? buildDirectory(model);
  const file = below(directory, `${setting(assembly, 'finalName') ?? finalName(model)}${suffix}.jar`);
  const from = evidence(model.pom, 'artifactId', 'maven-assembly-plugin');
  const main =
    setting(assembly, 'archive', 'manifest', 'mainClass') ??
    setting(assembly, 'archive', 'manifestEntries', 'Main-Class');
  if (main !== undefined) {
    const real = realMain({ value: main, from }, model, project);
    return real === undefined ? { kind: 'jar', file, from } : { kind: 'classpath', file, ...real };
  }
  const declared = mainOf(model, mainsOf(model, project));
  return declared && { kind: 'classpath', file, main: declared.value, from: declared.from };
}

/** The main class in the manifest of the plain jar. */
function jarManifest(model: Model): string | undefined {
  const jar = plugin(model, 'maven-jar-plugin');
  return (
    setting(jar, 'archive', 'manifest', 'mainClass') ??
    setting(jar, 'archive', 'manifestEntries', 'Main-Class')
  );
}

/** The jar of the module's own classes, with its dependencies beside it. */
export function ofPlainJar(model: Model, project: Project): Artifact | NotRunnable {
  const jar = plugin(model, 'maven-jar-plugin');
  const classifier = setting(jar, 'classifier');
  const name = `${setting(jar, 'finalName') ?? finalName(model)}${classifier ? `-${classifier}` : ''}.jar`;
  const file = below(setting(jar, 'outputDirectory') ?? buildDirectory(model), name);
  const classes = mainsOf(model, project);
  const main = mainOf(model, classes);
  if (main === undefined) {
    return classes.length > 1
      ? { kind: 'none', reason: `${model.pom.path} has ${classes.length} main classes`, mains: classes, file }
      : { kind: 'none', reason: `${model.pom.path} is a library: no main class` };
  }
  const real = realMain(main, model, project);
  const start = real ?? { main: main.value, from: main.from };
  const local = localJars(model);
  if (hasRuntimeDependencies(model) || local.length > 0) {
    const because = 'the jar holds only its own classes, so its dependencies go beside it';
    const lib = hasRuntimeDependencies(model) ? { lib: libDirectory(model) } : {};
    return { kind: 'classpath', file, ...lib, ...(local.length > 0 && { local }), because, ...start };
  }
  return jarManifest(model) === undefined || real !== undefined
    ? { kind: 'classpath', file, ...start }
    : { kind: 'jar', file, from: main.from };
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

import { below } from '../../../project/paths.js';
import type { Project } from '../../../project/project.js';
import { nameSetting, plugin, runs, setting, settings } from '../read/plugins.js';
import { inPom } from '../read/pom.js';
import { buildDirectory, built, finalName, interpolate } from '../read/properties.js';
import type { Artifact, Model, NotRunnable, Plugin } from '../read/types.js';
import { all, readXml, text } from '../read/xml.js';
import { jarManifest } from './jars.js';
import { shadedMain } from './manifest.js';
import { mainOf, mainsOf, realMain } from './start-class.js';

const BUILT_IN = 'jar-with-dependencies';

/**
 * The id of the assembly that is one jar with the dependencies unpacked in it: the plugin's own
 * descriptor, or one in the repository (https://maven.apache.org/plugins/maven-assembly-plugin/assembly.html).
 */
export function runnableAssembly(
  assembly: Plugin | undefined,
  model: Model,
  project: Project,
): string | undefined {
  const refs = settings(assembly, 'descriptorRefs', 'descriptorRef').map(String);
  if (refs.some((ref) => ref.trim() === BUILT_IN)) return BUILT_IN;
  const files = [...settings(assembly, 'descriptors', 'descriptor'), ...settings(assembly, 'descriptor')];
  for (const file of files) {
    const path = interpolate(model, String(file).trim()).replace(/^(\$\{(project\.)?basedir\}|\.)\//, '');
    const place = path.startsWith(`${model.directory}/`) ? path : below(model.directory, path);
    const descriptor = readXml(project, place, 'assembly');
    if (descriptor === undefined) continue;
    const unpacks = all(descriptor, 'dependencySets', 'dependencySet').some(
      (each) => text(each, 'unpack') === 'true',
    );
    const isJar = all(descriptor, 'formats', 'format').some((each) => String(each).trim() === 'jar');
    if (unpacks && isJar) return text(descriptor, 'id') ?? BUILT_IN;
  }
  return undefined;
}

/** The jar that maven-shade-plugin makes. */
export function ofShade(model: Model, project: Project): Artifact | NotRunnable | undefined {
  const shade = plugin(model, 'maven-shade-plugin');
  if (!runs(shade, 'shade')) return undefined;
  if (shadesSome(model, shade)) return undefined;
  const file = shadedFile(model, shade);
  const from = inPom(model.pom, 'artifactId', 'maven-shade-plugin');
  const named = shadedMain(model) ?? jarManifest(model);
  if (named !== undefined) {
    const real = realMain({ value: named, from }, model, project);
    return real === undefined ? { kind: 'jar', file, from } : { kind: 'classpath', file, ...real };
  }
  const main = mainOf(model, mainsOf(model, project));
  if (main === undefined) return undefined;
  return { kind: 'classpath', file, main: main.value, from: main.from };
}

/** True when only some artefacts are taken in and no main class is set: the others are still missing. */
function shadesSome(model: Model, shade: Plugin | undefined): boolean {
  const includes = settings(shade, 'artifactSet', 'includes', 'include').map(String);
  if (includes.length === 0 || includes.some((each) => /^\*(:\*)*$/.test(each.trim()))) return false;
  return shadedMain(model) === undefined;
}

/**
 * Where the shaded jar ends up: https://github.com/apache/maven-shade-plugin ShadeMojo.execute. Only a jar
 * with a name of its own stays in outputDirectory; any other takes the place of the plain jar.
 */
function shadedFile(model: Model, shade: Plugin | undefined): string {
  const outputFile = nameSetting(shade, 'outputFile');
  if (outputFile !== undefined) return outputFile;
  const directory = nameSetting(shade, 'outputDirectory')?.replace(/\/$/, '') ?? buildDirectory(model);
  const own = nameSetting(shade, 'finalName');
  if (own !== undefined && own !== finalName(model)) return below(directory, `${own}.jar`);
  if (setting(shade, 'shadedArtifactAttached') !== 'true') return built(model, `${finalName(model)}.jar`);
  const { artifactId } = model.coordinates;
  const id = nameSetting(shade, 'shadedArtifactId') ?? artifactId;
  return below(directory, `${id}-*-${setting(shade, 'shadedClassifierName') ?? 'shaded'}.jar`);
}

/** The jar that maven-assembly-plugin makes. */
export function ofAssembly(model: Model, project: Project): Artifact | undefined {
  const assembly = plugin(model, 'maven-assembly-plugin');
  if (!runs(assembly, 'single', 'assembly')) return undefined;
  const id = runnableAssembly(assembly, model, project);
  if (id === undefined) return undefined;
  const suffix = setting(assembly, 'appendAssemblyId') === 'false' ? '' : `-${id}`;
  const directory = nameSetting(assembly, 'outputDirectory') ?? buildDirectory(model);
  const file = below(directory, `${nameSetting(assembly, 'finalName') ?? finalName(model)}${suffix}.jar`);
  const from = inPom(model.pom, 'artifactId', 'maven-assembly-plugin');
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

/** The fat jar of vertx:package, which takes the place of the plain one: https://reactiverse.io/vertx-maven-plugin/ */
export function ofVertx(model: Model): Artifact | undefined {
  const vertx = plugin(model, 'vertx-maven-plugin');
  if (!runs(vertx, 'package')) return undefined;
  const classifier = setting(vertx, 'classifier');
  const name =
    nameSetting(vertx, 'archive', 'outputFileName') ??
    `${finalName(model)}${classifier === undefined ? '' : `-${classifier}`}.jar`;
  return {
    kind: 'jar',
    file: built(model, name),
    from: inPom(model.pom, 'artifactId', 'vertx-maven-plugin'),
  };
}

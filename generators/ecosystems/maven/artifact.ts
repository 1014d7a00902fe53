import type { Warning } from '../../plan.js';
import { below, type Project } from '../../project.js';
import { runnableAssembly } from './assembly.js';
import { bootOutput, bootVersion, type Repackaged, repackaged } from './boot.js';
import { hasInstanceMain } from './java.js';
import { declaredMain } from './main-class.js';
import { buildDirectory, dependencies, finalName, interpolate, type Model, type Value } from './model.js';
import { ownSetting, type Plugin, plugin, runs, setting, settings } from './plugins.js';
import { evidence } from './pom.js';
import { type Quarkus, quarkus } from './quarkus.js';
import { chooseMain, type MainClass, mainClasses } from './sources.js';
import { insteadOf } from './stale-main.js';
import { needsServer, type War, warOf } from './war.js';
import { text } from './xml.js';

/** What the build leaves behind and how it is started. All paths are relative to the module. */
export type Artifact = { from: string; because?: string; warning?: Warning } & (
  | { kind: 'boot'; file: string; boot: Repackaged; version: string }
  | { kind: 'quarkus'; directory: string }
  /** A war for a servlet container. */
  | ({ kind: 'war' } & War)
  /** One file that `java -jar` runs. */
  | { kind: 'jar'; file: string }
  /** A jar that names no main class itself; `lib` when dependencies go beside it. */
  | { kind: 'classpath'; file: string; lib?: string; main: string }
);

/** Why a module cannot run; `mains` when it has several main classes and no way to tell. */
export interface NotRunnable {
  kind: 'none';
  reason: string;
  /** What it would run in. */
  needs?: 'server';
  mains?: MainClass[];
  /** The jar it would be started from. */
  file?: string;
}

/** Finds out what `mvn package` makes of a module that can be started (R49). */
export function artifactOf(model: Model, project: Project): Artifact | NotRunnable {
  if (model.packaging === 'pom') return { kind: 'none', reason: 'packaging is pom: it only groups modules' };
  return (
    ofQuarkus(model, project) ??
    ofBoot(model, project) ??
    ofWar(model, project) ??
    ofOther(model) ??
    ofVertx(model) ??
    ofShade(model, project) ??
    ofAssembly(model, project) ??
    ofPlainJar(model, project)
  );
}

/** What is told when the image starts another class than the POM names, with that class. */
type Real = Pick<Artifact, 'from' | 'warning'> & { main: string };

/** The class to start instead of the one that is named, where that one cannot be there. */
function realMain(named: Value, model: Model, project: Project): Real | undefined {
  const main = interpolate(model, named.value);
  const classes = () => mainsOf(model, project);
  const real = insteadOf(main, model, { project, classes });
  if (real === undefined) return undefined;
  const message = `${model.pom.path} starts ${main}, which is in no source; the image starts ${real.name}`;
  return { main: real.name, from: real.from, warning: { message, from: named.from } };
}

function mainsOf(model: Model, project: Project): MainClass[] {
  return mainClasses(project, model.directory, hasInstanceMain(model));
}

/** The path of a file in the build directory. */
function built(model: Model, name: string): string {
  return below(buildDirectory(model), name);
}

function ofQuarkus(model: Model, project: Project): Artifact | undefined {
  const found: Quarkus | undefined = quarkus(model, project);
  if (found === undefined) return undefined;
  const from = evidence(model.pom, 'artifactId', 'quarkus-maven-plugin');
  if (found.type === 'fast-jar') return { kind: 'quarkus', directory: built(model, 'quarkus-app'), from };
  const because = 'quarkus.package.jar.type makes one runnable jar';
  return {
    kind: 'jar',
    file: built(model, `${found.name ?? finalName(model)}${found.suffix}.jar`),
    from,
    because,
  };
}

function ofBoot(model: Model, project: Project): Artifact | undefined {
  const version = bootVersion(model);
  const boot = repackaged(model, project, version?.value);
  if (boot === undefined) return undefined;
  const extension = model.packaging === 'war' ? 'war' : 'jar';
  const name = `${boot.finalName ?? finalName(model)}${boot.suffix}.${extension}`;
  const file = below(bootOutput(model) ?? buildDirectory(model), name);
  const from = version?.from ?? evidence(model.pom, 'artifactId', 'spring-boot-maven-plugin');
  if (boot.layers.length === 0 || version === undefined) {
    return { kind: 'jar', file, from, because: `spring-boot:repackage makes it runnable; ${boot.whole}` };
  }
  return { kind: 'boot', file, boot, version: version.value, from };
}

/** A war that does not start by itself. */
function ofWar(model: Model, project: Project): Artifact | NotRunnable | undefined {
  if (model.packaging !== 'war') return undefined;
  const reason = needsServer(model, project);
  return reason === undefined
    ? { kind: 'war', ...warOf(model, project) }
    : { kind: 'none', reason, needs: 'server' };
}

/** Packagings that need a runtime that is not here. */
function ofOther({ packaging, pom }: Model): NotRunnable | undefined {
  if (packaging === 'jar' || packaging === 'bundle' || packaging === 'docker') return undefined;
  return { kind: 'none', reason: `${pom.path} has the packaging ${packaging}, which makes no runnable jar` };
}

/** The fat jar of vertx:package, which takes the place of the plain one: https://reactiverse.io/vertx-maven-plugin/ */
function ofVertx(model: Model): Artifact | undefined {
  const vertx = plugin(model, 'vertx-maven-plugin');
  if (!runs(vertx, 'package')) return undefined;
  const classifier = setting(vertx, 'classifier');
  const name =
    setting(vertx, 'archive', 'outputFileName') ??
    `${finalName(model)}${classifier === undefined ? '' : `-${classifier}`}.jar`;
  return {
    kind: 'jar',
    file: built(model, name),
    from: evidence(model.pom, 'artifactId', 'vertx-maven-plugin'),
  };
}

function ofShade(model: Model, project: Project): Artifact | NotRunnable | undefined {
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

function ofAssembly(model: Model, project: Project): Artifact | undefined {
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

function ofPlainJar(model: Model, project: Project): Artifact | NotRunnable {
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
  if (hasRuntimeDependencies(model)) {
    const because = 'the jar holds only its own classes, so its dependencies go beside it';
    return { kind: 'classpath', file, lib: libDirectory(model), because, ...start };
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

/** The class to start: as the POM says, else the one that stands out in the sources. */
function mainOf(model: Model, classes: MainClass[]): Value | undefined {
  const declared = declaredMain(
    model,
    classes.map(({ name }) => name),
  );
  const chosen = declared === undefined ? chooseMain(classes) : undefined;
  return declared ?? (chosen && { value: chosen.name, from: chosen.from });
}

/** True when something goes beside the jar; an empty lib directory would not exist and fail the COPY. */
function hasRuntimeDependencies(model: Model): boolean {
  return dependencies(model).some(
    ({ scope }) => scope !== 'test' && scope !== 'provided' && scope !== 'import',
  );
}

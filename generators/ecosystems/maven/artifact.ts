import type { Warning } from '../../plan/plan.js';
import { below } from '../../project/paths.js';
import type { Project } from '../../project/project.js';
import { needsServer } from './app-server.js';
import { bootOutput, bootVersion, type Repackaged, repackaged } from './boot.js';
import { ofAssembly, ofPlainJar, ofShade } from './jars.js';
import type { Model } from './model.js';
import { plugin, runs, setting } from './plugins.js';
import { evidence } from './pom.js';
import { buildDirectory, built, finalName } from './properties.js';
import { type Quarkus, quarkus } from './quarkus.js';
import { serverJar } from './server-jars.js';
import type { MainClass } from './sources.js';
import { type War, warOf } from './war.js';

/** What the build leaves behind and how it is started. All paths are relative to the module. */
export type Artifact = { from: string; because?: string; warning?: Warning } & (
  | { kind: 'boot'; file: string; boot: Repackaged; version: string }
  | { kind: 'quarkus'; directory: string; flags?: string[] }
  /** A war for a servlet container. */
  | ({ kind: 'war' } & War)
  /** One file that `java -jar` runs. */
  | { kind: 'jar'; file: string; nested?: true }
  /** A jar that names no main class itself; `lib` when dependencies go beside it, `local` are those of the repository. */
  | { kind: 'classpath'; file: string; lib?: string; local?: string[]; main: string }
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

function ofQuarkus(model: Model, project: Project): Artifact | undefined {
  const found: Quarkus | undefined = quarkus(model, project);
  if (found === undefined) return undefined;
  const from = evidence(model.pom, 'artifactId', 'quarkus-maven-plugin');
  if (found.type === 'fast-jar') {
    const { flags } = found;
    return { kind: 'quarkus', directory: built(model, 'quarkus-app'), from, ...(flags && { flags }) };
  }
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
    return {
      kind: 'jar',
      file,
      nested: true,
      from,
      because: `spring-boot:repackage makes it runnable; ${boot.whole}`,
    };
  }
  return { kind: 'boot', file, boot, version: version.value, from };
}

/** A war that does not start by itself. */
function ofWar(model: Model, project: Project): Artifact | NotRunnable | undefined {
  if (model.packaging !== 'war') return undefined;
  const packed = serverJar(model);
  if (packed !== undefined) return packed;
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

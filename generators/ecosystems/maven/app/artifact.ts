import { below } from '../../../project/paths.js';
import type { Project } from '../../../project/project.js';
import { inPom } from '../read/pom.js';
import { buildDirectory, built, finalName, namePattern } from '../read/properties.js';
import { brokenAggregator } from '../read/reactor.js';
import type { Artifact, Model, NotRunnable, Quarkus } from '../read/types.js';
import { needsServer, serverJar } from './app-server.js';
import { opensWindow } from './desktop.js';
import { ofAssembly, ofShade, ofVertx } from './fat-jars.js';
import { givenServer } from './given-server.js';
import { ofPlainJar, plainJar } from './jars.js';
import { type OpenMain, openMain } from './open-main.js';
import { quarkus } from './quarkus.js';
import { bootOutput, packerVersion, repackaged } from './spring-boot.js';
import { warOf } from './war.js';

/** Finds out what `mvn package` makes of a module that can be started in a container. */
export function artifactOf(model: Model, project: Project): Artifact | NotRunnable {
  if (model.packaging === 'pom') return { kind: 'none', reason: { is: 'group' } };
  const packaging = brokenAggregator(model.pom);
  if (packaging !== undefined) {
    return { kind: 'none', reason: { is: 'aggregator', pom: model.pom.path, packaging } };
  }
  return (
    ofQuarkus(model, project) ??
    ofBoot(model, project) ??
    ofWar(model, project) ??
    ofOther(model) ??
    ofVertx(model) ??
    ofProgram(model, project)
  );
}

/** The jar of a program that no framework packs. */
function ofProgram(model: Model, project: Project): Artifact | NotRunnable {
  const found = ofShade(model, project) ?? ofAssembly(model, project) ?? ofPlainJar(model, project);
  if (found.kind !== 'jar' && found.kind !== 'classpath') return found;
  const reason = opensWindow(model, project, found.kind === 'classpath' ? found.main : undefined);
  return reason === undefined ? found : { kind: 'none', reason };
}

function ofQuarkus(model: Model, project: Project): Artifact | undefined {
  const found: Quarkus | undefined = quarkus(model, project);
  if (found === undefined) return undefined;
  const from = inPom(model.pom, 'artifactId', 'quarkus-maven-plugin');
  if (found.type === 'fast-jar') {
    const { flags } = found;
    return { kind: 'quarkus', directory: built(model, 'quarkus-app'), from, ...(flags && { flags }) };
  }
  const legacy = found.type === 'legacy-jar';
  const because = legacy
    ? 'this Quarkus leaves a jar with its libraries beside it'
    : 'quarkus.package.jar.type makes one runnable jar';
  return {
    kind: 'jar',
    file: built(
      model,
      `${found.name === undefined ? finalName(model) : namePattern(model, found.name)}${found.suffix}.jar`,
    ),
    ...(legacy && { lib: built(model, 'lib') }),
    from,
    because,
  };
}

function ofBoot(model: Model, project: Project): Artifact | undefined {
  const version = packerVersion(model);
  const boot = repackaged(model, project, version?.value);
  if (boot === undefined) return undefined;
  const extension = model.packaging === 'war' ? 'war' : 'jar';
  const name = `${boot.finalName ?? finalName(model)}${boot.suffix}.${extension}`;
  const file = below(bootOutput(model) ?? buildDirectory(model), name);
  const from = version?.from ?? inPom(model.pom, 'artifactId', 'spring-boot-maven-plugin');
  const open = openMain(model, project, version?.value);
  if (open !== undefined && open.flag === undefined && extension === 'jar') return unpacked(model, open);
  const told = open?.flag === undefined ? {} : { flags: [open.flag], warning: open.warning };
  if (boot.layers.length === 0 || version === undefined) {
    return {
      kind: 'jar',
      file,
      nested: true,
      from,
      because: `spring-boot:repackage makes it runnable; ${boot.whole}`,
      ...told,
    };
  }
  return { kind: 'boot', file, boot, version: version.value, from, ...told };
}

/** The plain jar of a module that Spring Boot would not pack for its many main classes. */
function unpacked(model: Model, { main, warning }: OpenMain): Artifact {
  const flags = ['-Dspring-boot.repackage.skip=true'];
  const because = 'spring-boot:repackage takes no module with several main classes and none named';
  return { kind: 'classpath', ...plainJar(model), main: main.name, flags, from: main.from, because, warning };
}

/** A war that does not start by itself. */
function ofWar(model: Model, project: Project): Artifact | NotRunnable | undefined {
  if (model.packaging !== 'war') return undefined;
  const packed = serverJar(model);
  if (packed !== undefined) return packed;
  const reason = needsServer(model, project);
  if (reason === undefined) return { kind: 'war', ...warOf(model, project) };
  return givenServer(model, project) ?? { kind: 'none', reason };
}

/** Packagings that need a runtime that is not here. */
function ofOther({ packaging, pom }: Model): NotRunnable | undefined {
  if (packaging === 'jar' || packaging === 'bundle' || packaging === 'docker') return undefined;
  return { kind: 'none', reason: { is: 'packaging', pom: pom.path, packaging } };
}

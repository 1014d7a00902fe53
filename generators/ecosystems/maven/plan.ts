import { type Decision, decide, type Json } from '../../decision.js';
import type { Situation } from '../../ecosystem.js';
import type { Plan, Warning } from '../../plan.js';
import { below } from '../../project.js';
import { environmentOf } from './environment.js';
import { type Findings, findings, inside, templateOf } from './findings.js';
import { ignoresOf } from './ignores.js';
import { inputsOf } from './inputs.js';
import type { Layout } from './layout.js';
import type { Model } from './model.js';
import { entrypointOf, runtimeName } from './start.js';
import { privateRepository, warningsOf } from './warnings.js';
import { writableDirectories } from './writable.js';

/** The whole decision for one module. Throws a UserError when it cannot run or a wish cannot be met. */
export function plan(situation: Situation): Plan {
  const found = findings(situation);
  const { choice, layout, artifact, model, models } = found;
  return {
    ecosystem: 'maven',
    app: decide(model.directory, artifact.from),
    template: decide(templateOf(artifact), artifact.from, artifact.because),
    base: choice.base,
    variables: variables(found),
    inputs: inputsOf(situation.project, found),
    warnings: warnings(found, layout, models),
    bases: choice.options,
    open: [],
  };
}

function variables(found: Findings): Record<string, Decision<Json>> {
  const { situation, choice, java, layout, build, ports, artifact, models, dropwizard: server } = found;
  const secret = privateRepository(models);
  const mounts = ['type=cache,target=/root/.m2/repository,sharing=locked'];
  if (secret !== undefined) mounts.push('type=secret,id=maven_settings,target=/root/.m2/settings.xml');
  return {
    buildImage: decide(choice.build.name, java.from, java.because),
    runtimeImage: decide(choice.runtime.name, choice.base.from, choice.base.because),
    java,
    javaReason: decide(javaReason(java), java.from),
    runtimeReason: decide(RUNTIMES[choice.base.value] ?? choice.runtime.name, choice.base.from),
    copies: layout.copies,
    mounts: decide(mounts, secret?.from ?? 'default', 'the cache mount outlives a build (R46)'),
    build: build.command,
    environment: environmentOf({ ...found, wish: situation.wishes.port }),
    user: decide(
      choice.runtime.user ?? '65532:65532',
      choice.runtime.name,
      'numeric, so that runAsNonRoot can check it',
    ),
    writable: writableDirectories(situation.project, found.model.directory),
    ports: ports.ports,
    entrypoint: entrypointOf(artifact, choice.base.value, situation.wishes.startCommand),
    cmd:
      server === undefined
        ? decide([], 'default')
        : decide(server.args, server.from, 'Dropwizard serves only when told to'),
    ignore: decide(ignoresOf(situation.project, models, layout.context), 'default'),
    ...shapeVariables(found),
  };
}

const RUNTIMES: Record<string, string> = {
  distroless: 'a Java runtime without a shell or a package manager: little to attack, little to update',
  alpine: 'a Java runtime on Alpine: small, with a shell for a look inside',
  slim: 'a Java runtime on Ubuntu: glibc and a shell, what most libraries are tested on',
};

/** The line above FROM: where the version was read, without line numbers that go stale. */
function javaReason({ from, because }: Decision<string>): string {
  const place = from.replace(/^(\S+?)(?::\d+)? /, '$1 asks for ').replace(/^default$/, '');
  return [place, because].filter(Boolean).join('; ') || 'the default';
}

function shapeVariables(found: Findings): Record<string, Decision<Json>> {
  const { artifact, module } = found;
  const built = (path: string) => below(module, path);
  if (artifact.kind === 'quarkus') {
    return { fastJar: decide(`/src/${built(artifact.directory)}`, artifact.from) };
  }
  if (artifact.kind === 'boot') {
    const tools = artifact.boot.launcher === undefined;
    const extract = tools
      ? 'java -Djarmode=tools -jar /tmp/app.jar extract --layers --destination .'
      : 'java -Djarmode=layertools -jar /tmp/app.jar extract';
    return {
      jar: decide(built(artifact.file), artifact.from),
      extract: decide(
        extract,
        artifact.from,
        `Spring Boot ${artifact.version} ${tools ? 'has jarmode tools' : 'has jarmode layertools'} (R50)`,
      ),
      layers: decide(artifact.boot.layers, artifact.from),
    };
  }
  const copies = [{ from: `/src/${built(artifact.file)}`, to: `./${runtimeName(artifact.file)}` }];
  if (artifact.kind === 'classpath' && artifact.lib !== undefined) {
    copies.unshift({ from: `/src/${built(artifact.lib)}/`, to: './lib/' });
  }
  const { dropwizard: server, layout } = found;
  if (server !== undefined) copies.push({ from: `/src/${inside(layout.context, server.file)}`, to: './' });
  return { artifacts: decide(copies, artifact.from, artifact.because) };
}

function warnings({ situation, build, ports, model }: Findings, layout: Layout, models: Model[]): Warning[] {
  const found = warningsOf(situation.project, models, layout.context);
  if (build.needsGit.length > 0) {
    found.push({
      message: `${build.needsGit.join(', ')} is skipped: the image build has no git history`,
      from: model.pom.path,
    });
  }
  if (ports.address !== undefined) {
    found.push({
      message: `the settings bind to the loopback interface; ${ports.address.name} opens it in the container`,
      from: ports.address.from,
    });
  }
  return found;
}

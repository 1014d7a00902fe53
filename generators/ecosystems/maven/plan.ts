import { type BaseChoice, chooseBase } from '../../bases.js';
import { type Decision, decide, type Json } from '../../decision.js';
import type { Situation } from '../../ecosystem.js';
import { UserError } from '../../errors.js';
import type { Plan, Warning } from '../../plan.js';
import { below } from '../../project.js';
import { type Artifact, libDirectory, type NotRunnable } from './artifact.js';
import { type Build, buildOf } from './build.js';
import { type Candidate, candidatesOf } from './detect.js';
import { environmentOf } from './environment.js';
import { ignoresOf } from './ignores.js';
import { javaVersion } from './java.js';
import { type Layout, layoutOf } from './layout.js';
import type { Model } from './model.js';
import { type Ports, portsOf } from './ports.js';
import { needed } from './reactor.js';
import { entrypointOf, needsShell, runtimeName } from './start.js';
import { privateRepository, warningsOf } from './warnings.js';

/** Everything that was found out before the parts of the plan are put together. */
interface Findings {
  situation: Situation;
  model: Model;
  models: Model[];
  artifact: Artifact;
  layout: Layout;
  build: Build;
  java: Decision<string>;
  ports: Ports;
  choice: BaseChoice;
  /** Directory of the module below the working directory of the build. */
  module: string;
}

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
    inputs: inputs(found),
    warnings: warnings(found, layout, models),
    bases: choice.options,
    open: [],
  };
}

function findings(situation: Situation): Findings {
  const { project, detection, wishes, catalog } = situation;
  const candidate = candidatesOf(project).find(({ model }) => model.directory === detection.app);
  if (candidate === undefined) throw new Error(`no Maven module ${detection.app}`);
  const { model, reactor } = candidate;
  const artifact = startable(candidate, wishes.startCommand);
  const all = needed(reactor, model);
  const models = [model, ...all.filter((each) => each !== model && each.packaging !== 'pom')];
  const layout = layoutOf(project, reactor, all);
  const module = inside(layout.context, model.directory);
  const build = buildOf({
    artifact,
    needed: all,
    module: inside(reactor.root, model.directory),
    root: inside(layout.context, reactor.root),
    ...(wishes.buildCommand && { wish: wishes.buildCommand }),
  });
  const java = javaVersion(project, models, {
    catalog,
    ...(wishes.languageVersion && { wish: wishes.languageVersion }),
  });
  const ports = portsOf(project, model, {
    artifact,
    needed: models,
    ...(wishes.port && { wish: wishes.port }),
  });
  const template = catalog.templates[templateOf(artifact)];
  if (template === undefined) throw new Error(`there is no template "${templateOf(artifact)}"`);
  const choice = chooseBase({
    catalog,
    template,
    version: java.value,
    blocked: needsShell(wishes.startCommand),
    ...(wishes.base && { wish: wishes.base }),
  });
  return { situation, model, models, artifact, layout, build, java, ports, choice, module };
}

/** A module whose main class nothing tells can still be started by the user's own command. */
function startable({ model, artifact }: Candidate, wish: Decision<string> | undefined): Artifact {
  if (artifact.kind !== 'none') return artifact;
  if (wish !== undefined && artifact.mains !== undefined) {
    return {
      kind: 'classpath',
      file: artifact.file ?? '',
      lib: libDirectory(model),
      main: '',
      from: wish.from,
    };
  }
  throw undecidedMain(model, artifact);
}

function undecidedMain(model: Model, { reason, mains = [] }: NotRunnable): UserError {
  const names = mains.map(({ name }) => name);
  const shown = names.slice(0, 6).join(', ') + (names.length > 6 ? ', …' : '');
  return new UserError(`${reason}: ${shown}`, {
    hint: `Name one in ${model.pom.path} (property exec.mainClass), or use --start-command "java -cp app.jar:lib/* ${names[0]}".`,
  });
}

function templateOf(artifact: Artifact): string {
  if (artifact.kind === 'boot') return 'maven-spring-boot';
  return artifact.kind === 'quarkus' ? 'maven-quarkus' : 'maven';
}

/** A path seen from a directory above it. */
function inside(directory: string, path: string): string {
  if (directory === path) return '.';
  return directory === '.' ? path : path.slice(directory.length + 1);
}

function variables(found: Findings): Record<string, Decision<Json>> {
  const { situation, choice, java, layout, build, ports, artifact, models } = found;
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
    ports: ports.ports,
    entrypoint: entrypointOf(artifact, choice.base.value, situation.wishes.startCommand),
    cmd: decide([], 'default'),
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
  return { artifacts: decide(copies, artifact.from, artifact.because) };
}

/** What has to reach the build: everything copied by name, and what a `COPY . .` is there for. */
function inputs({ situation, layout, models }: Findings): string[] {
  const { project } = situation;
  const copied = layout.copies.value.map(({ from }) => from);
  const read = models.flatMap(({ directory, pom, parents }) => [
    pom.path,
    ...parents.map(({ path }) => path),
    below(directory, 'src'),
  ]);
  const there = (path: string) => project.has(path) || project.hasDirectory(path);
  return [...new Set([...copied, ...read])].filter((path) => path !== '.' && there(path));
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

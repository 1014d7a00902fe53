import { secretMount } from '../../../plan/build-secret.js';
import { type Decision, decide, type Json } from '../../../plan/decision.js';
import type { Situation } from '../../../plan/ecosystem.js';
import type { Plan, Warning } from '../../../plan/plan.js';
import { decideDev, decideTest } from '../../../plan/targets.js';
import { cite, place } from '../../../project/evidence.js';
import { relativeTo } from '../../../project/paths.js';
import type { Candidate } from '../app/detect.js';
import { accessFlags, lentSettings } from '../build/credentials.js';
import { ignoresOf } from '../build/ignores.js';
import { closedServers } from '../run/closed-servers.js';
import { environmentOf, usesHome } from '../run/environment.js';
import { decideRuntime, JAVA } from '../run/linked-runtime.js';
import { entrypointOf, javaOf } from '../run/start-command.js';
import { decideTraining } from '../run/training.js';
import { writableDirectories } from '../run/writable.js';
import { warn } from '../sentences.js';
import { findDev } from '../targets/dev.js';
import { findTests } from '../targets/tests.js';
import { type Findings, findings } from './findings.js';
import { inputsOf } from './inputs.js';
import { shapeOf } from './shapes.js';
import { warningsOf } from './warnings.js';

/** The whole decision for one module. Throws a UserError when it cannot run or a wish cannot be met. */
export function plan(situation: Situation<Candidate>): Plan {
  const found = findings(situation);
  const { choice, artifact, model } = found;
  return {
    ecosystem: 'maven',
    app: decide(model.directory, artifact.from),
    template: decide(shapeOf(artifact).template, artifact.from, artifact.because),
    base: choice.base,
    variables: variables(found),
    inputs: inputsOf(situation.project, found),
    buildFlags: accessFlags(found.access),
    warnings: warnings(found),
    bases: choice.options,
    open: [],
  };
}

function variables(found: Findings): Record<string, Decision<Json>> {
  const { situation, choice, java, layout, build, ports, artifact, models, dropwizard: server } = found;
  const { secrets } = found.access;
  const mounts = [
    '--mount=type=cache,target=/root/.m2/repository,sharing=locked',
    ...secrets.map(secretMount),
  ];
  const homeless = choice.base.value !== 'distroless' && usesHome(situation.project, found.models);
  const environment = environmentOf({ ...found, wish: situation.wishes.port, homeless });
  const runtime = decideRuntime(found);
  const program = runtime.image === undefined ? javaOf(choice.base.value) : JAVA;
  const training = decideTraining(found, entrypointOf(artifact, program, situation.wishes.startCommand));
  const dev = decideDev({ wish: situation.wishes.dev, found: findDev(found, environment.value) });
  return {
    buildImage: decide(choice.build.name, java.from, java.because),
    runtimeImage: decide(runtime.image ?? choice.runtime.name, choice.base.from, choice.base.because),
    java,
    javaReason: decide(javaReason(java), java.from),
    runtimeReason: decide(
      runtime.image === undefined
        ? (shapeOf(artifact).about?.(artifact, choice.about) ?? choice.about)
        : 'what a Java runtime stands on: no shell, no package manager, and no Java but the linked one',
      choice.base.from,
    ),
    copies: layout.copies,
    mounts: decide(mounts, secrets[0]?.from ?? 'default', 'the cache mount outlives a build'),
    build: build.command,
    environment,
    user: decide(choice.runtime.user, 'default', 'numeric, so that runAsNonRoot can check it'),
    writable: writableDirectories(situation.project, found.model.directory),
    ports: ports.ports,
    ...(artifact.kind === 'war' ? {} : { files: found.files }),
    entrypoint: training.entrypoint,
    ...(artifact.kind === 'war' ? {} : { jlink: runtime.variable }),
    ...(artifact.kind === 'boot' ? { training: training.variable } : {}),
    cmd:
      server === undefined
        ? decide([], 'default')
        : decide(server.args, server.from, 'Dropwizard serves only when told to'),
    ignore: decide(
      ignoresOf(situation.project, {
        models,
        context: layout.context,
        secret: lentSettings(found.access)?.source,
      }),
      'default',
    ),
    ...decideTest({
      wish: situation.wishes.test,
      tests: findTests(situation.project, { ...found, mounts }),
      missing: 'no module of the app has tests in src/test that its POM runs',
      stage: 'build',
    }),
    ...(artifact.kind === 'war' ? {} : { dev }),
    ...shapeVariables(found),
  };
}

/** Why it is this release, as a half sentence without line numbers that go stale. */
function javaReason({ from, because }: Decision<string>): string {
  const asked =
    typeof from === 'object' && 'file' in from ? `${from.file} asks for ${from.text}` : cite(from);
  return [from === 'default' ? undefined : asked, because].filter(Boolean).join('; ') || 'the default';
}

/** What the template of this artifact has beyond the others; Dropwizard's settings go beside the jar. */
function shapeVariables({ situation, artifact, java, module, layout, dropwizard: server }: Findings) {
  const beside =
    server === undefined ? [] : [{ from: `/src/${relativeTo(layout.context, server.file)}`, to: './' }];
  return shapeOf(artifact).variables(artifact, {
    module,
    beside,
    java: Number(java.value),
    port: situation.wishes.port,
  });
}

function warnings(findings: Findings): Warning[] {
  const { situation, artifact, build, ports, model, dropwizard, maven, access } = findings;
  const found = warningsOf(findings.models);
  if (maven !== undefined) {
    const values = { reason: maven.because ?? '', image: findings.choice.build.name };
    found.push(warn('maven-candidate', values, maven.from));
  }
  if (access.warning !== undefined) found.push(access.warning);
  if (artifact.warning !== undefined && situation.wishes.startCommand === undefined) {
    found.push(artifact.warning);
  }
  if (build.needsGit.length > 0) {
    found.push(warn('git-skipped', { plugins: build.needsGit }, place(model.pom.path)));
  }
  if (dropwizard !== undefined && dropwizard.needs.length > 0) {
    found.push(warn('settings-needed', { names: dropwizard.needs }, dropwizard.from));
  }
  if (dropwizard !== undefined && dropwizard.open.length > 0) {
    found.push(warn('settings-on-loopback', { variable: 'JAVA_TOOL_OPTIONS' }, dropwizard.from));
  }
  const own = artifact.kind === 'jar' || artifact.kind === 'classpath';
  if (own && ports.ports.value.length > 0) {
    found.push(...closedServers(situation.project, findings.models));
  }
  if (ports.address !== undefined) {
    found.push(warn('settings-on-loopback', { variable: ports.address.name }, ports.address.from));
  }
  return found;
}

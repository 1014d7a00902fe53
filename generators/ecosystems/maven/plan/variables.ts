import { imageOf, rowOf } from '../../../plan/bases.js';
import { secretMount } from '../../../plan/build-secret.js';
import { type Decision, decide, type Json } from '../../../plan/decision.js';
import { decideDev, decideTest } from '../../../plan/targets.js';
import { cite } from '../../../project/evidence.js';
import { relativeTo } from '../../../project/paths.js';
import { OPENED } from '../app/war.js';
import { lentSettings } from '../build/credentials.js';
import { ignoresOf } from '../build/ignores.js';
import type { Copy } from '../read/types.js';
import { environmentOf, usesHome } from '../run/environment.js';
import { javaOptions } from '../run/java-options.js';
import { decideRuntime, JAVA } from '../run/linked-runtime.js';
import { moduleFlags } from '../run/module-flags.js';
import { javaOf, startCommand } from '../run/start-command.js';
import { decideTraining } from '../run/training.js';
import { findDev } from '../targets/dev.js';
import { findLinter } from '../targets/lint.js';
import { findTests } from '../targets/tests.js';
import type { Findings } from './findings.js';
import { type Shape, shapeOf } from './shapes.js';

export function variables(found: Findings): Record<string, Decision<Json>> {
  const { situation, choice, java, layout, ports, artifact, models, dropwizard, model, module, writable } =
    found;
  const { project, wishes } = situation;
  const shape = shapeOf(artifact, { model, module });
  const mounts = mountsOf(found);
  const runtime = decideRuntime({ ...found, jars: shape.jars });
  const options = javaOptions({
    java: Number(java.value),
    models,
    dropwizard,
    modules: moduleFlags(project, models, {
      root: found.reactor.root,
      byManifest: artifact.kind === 'jar',
    }),
    homeless: choice.base.value !== 'distroless' && usesHome(project, models),
  });
  const start = startCommand(artifact, {
    java: runtime.image === undefined ? javaOf(choice.runtime) : JAVA,
    options: [...options.limits, ...options.needed],
    wish: wishes.startCommand,
    port: wishes.port,
  });
  const told = environmentOf({ ports, dropwizard, wish: wishes.port });
  const training = decideTraining(found, start.entrypoint);
  const dev = decideDev({
    wish: wishes.dev,
    found: findDev({
      ...found,
      environment: told.value,
      options: options.needed,
      collected: shape.collected,
    }),
  });
  return {
    buildImage: decide(choice.build.name, java.from, java.because),
    runtimeImage: decide(runtime.image ?? choice.runtime.name, choice.base.from, choice.base.because),
    java,
    javaReason: decide(javaReason(java), java.from),
    runtimeReason: decide(
      runtime.image === undefined ? runtimeReason(found) : 'the linked Java on a base without one',
      choice.base.from,
    ),
    ...mavenOptions(found),
    ...nodeOf(found),
    copies: layout.copies,
    mounts: decide(mounts, found.access.secrets[0]?.from ?? 'default', 'the cache mount outlives a build'),
    build: collected(found.build.command, shape),
    versioned: decide(shape.collected?.versioned ?? false, artifact.from),
    environment: { ...told, value: [...start.environment, ...told.value] },
    user: decide(choice.runtime.user, 'default', 'numeric, so that runAsNonRoot can check it'),
    writable,
    ports: ports.ports,
    entrypoint: training.entrypoint,
    cmd:
      dropwizard === undefined
        ? decide([], 'default')
        : decide(dropwizard.args, dropwizard.from, 'Dropwizard serves only when told to'),
    ignore: decide(
      ignoresOf(project, { models, context: layout.context, secret: lentSettings(found.access)?.source }),
      'default',
    ),
    ...decideTest({
      wish: wishes.test,
      lint: { wish: wishes.lint, found: () => findLinter({ ...found, mounts }) },
      tests: findTests(project, { ...found, mounts }),
      missing: 'no module of the app has tests in src/test that its POM runs',
      stage: 'build',
    }),
    ...(artifact.kind === 'war'
      ? ofWar(found)
      : {
          artifacts: decide([...shape.copies, ...besideOf(found)], artifact.from, artifact.because),
          extract: shape.extract ?? decide(null, 'default'),
          files: found.files,
          jlink: runtime.variable,
          training: training.variable,
          dev,
        }),
  };
}

/** What each line of Tomcat has that the ones before lack (https://tomcat.apache.org/whichversion.html). */
const TOMCATS = { 9: 'the javax packages', 10: 'Servlet 6.0', 11: 'Servlet 6.1' } as const;

function runtimeReason({ artifact, choice }: Findings): string {
  return artifact.kind === 'war'
    ? `Tomcat ${artifact.tomcat}, for ${TOMCATS[artifact.tomcat]}`
    : choice.about;
}

function mountsOf({ access }: Findings): string[] {
  return [
    '--mount=type=cache,target=/root/.m2/repository,sharing=locked',
    ...access.secrets.map(secretMount),
  ];
}

/** The build with the commands that move its one artifact to a name without a version. */
function collected(build: Decision<string>, { collected }: Shape): Decision<string> {
  return { ...build, value: [build.value, ...(collected?.commands ?? [])].join(' \\\n && ') };
}

/** Maven runs for seconds: compiling less pays. An old maven-war-plugin reflects on packages that newer JDKs close. */
function mavenOptions({ artifact, java }: Findings) {
  const old = artifact.kind === 'war' && Number(java.value) >= 16 ? artifact.oldPlugin : undefined;
  const opened = old === undefined ? [] : OPENED.map((name) => `--add-opens=${name}=ALL-UNNAMED`);
  const from = old?.from ?? 'default';
  return {
    mavenOptions: decide(['-XX:TieredStopAtLevel=1', ...opened].join(' '), from),
    oldWarPlugin: decide(old?.value ?? null, from),
  };
}

/** Node.js for a build that runs it by itself; of lines that no image has, the usual one. */
function nodeOf({ situation, node }: Findings): Record<string, Decision<Json>> {
  if (node === undefined) return { node: decide(null, 'default'), nodeInstall: decide([], 'default') };
  const row = rowOf(situation.catalog, 'node-slim');
  const lines = [...(row.versions ?? []), ...(row.ended ?? [])];
  const line = lines.find((each) => node.line?.split('.')[0] === each) ?? row.default ?? '';
  const image = imageOf(situation.catalog, 'node-slim', line).name;
  const because = `${node.plugin} runs ${node.programs.join(' and ')}`;
  return {
    node: decide({ image, because }, node.from, because),
    nodeInstall: decide(
      node.packages.map((name) => `npm install -g ${name}`),
      node.from,
    ),
  };
}

/** What the template of a war has beyond the variables of all. */
function ofWar({ situation }: Findings): Record<string, Decision<Json>> {
  return {
    connector: situation.wishes.port ?? decide(null, 'default', 'Tomcat listens on 8080'),
  };
}

/** Dropwizard's settings go beside the jar. */
function besideOf({ dropwizard, layout }: Findings): Copy[] {
  if (dropwizard === undefined) return [];
  return [{ from: `/src/${relativeTo(layout.context, dropwizard.file)}`, to: './' }];
}

/** Why it is this release, as a half sentence without line numbers that go stale. */
function javaReason({ from, because }: Decision<string>): string {
  const place = typeof from === 'object' && 'file' in from ? [from.file, from.text] : [cite(from)];
  const asked = place.filter(Boolean).join(': ');
  return [from === 'default' ? undefined : asked, because].filter(Boolean).join('; ') || 'the default';
}

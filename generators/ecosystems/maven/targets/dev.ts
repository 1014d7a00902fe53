import type { Situation } from '../../../plan/ecosystem.js';
import type { DevRequest } from '../../../plan/targets.js';
import { cite } from '../../../project/evidence.js';
import { below, relativeTo } from '../../../project/paths.js';
import { belowVariable, shellWord } from '../../../project/shell.js';
import {
  type BuildRequest,
  mavenCommand,
  mavenWords,
  packageGoals,
  skipTests,
} from '../build/build-command.js';
import type { Collected } from '../build/collect.js';
import type { Layout } from '../build/copies.js';
import { type Access, lentSettings } from '../build/credentials.js';
import type { Artifact, Model, Ports, Variable } from '../read/types.js';
import type { Dropwizard } from '../run/dropwizard.js';
import { noDev } from '../sentences.js';

/** What a dev target depends on. */
export interface DevFacts {
  situation: Situation;
  artifact: Artifact;
  model: Model;
  /** The module and those it needs that hold code. */
  models: Model[];
  /** Directory of the module below the working directory of the build. */
  module: string;
  layout: Layout;
  request: BuildRequest;
  access: Access;
  ports: Ports;
  dropwizard: Dropwizard | undefined;
  /** What the container tells the app. */
  environment: Variable[];
  /** Options of the JVM that the app does not start without. */
  options: string[];
  /** How the build names its one artifact. */
  collected: Collected | undefined;
}

/** What a dev target starts, by the artifact: the variables of its template, and what it does. */
interface Start {
  does: string;
  variables: { start: string } | { cmd: string[] };
}

const RESTARTS = 'anew whenever a mounted source file changes';

/** A target that runs the mounted sources: Quarkus reloads by itself, all others are built and started anew. */
export function findDev(found: DevFacts): DevRequest['found'] {
  const { situation, layout, models, ports } = found;
  const { project, wishes } = situation;
  if (wishes.startCommand !== undefined || wishes.buildCommand !== undefined) {
    const flag = (wishes.startCommand ?? wishes.buildCommand)?.from ?? 'default';
    return { missing: noDev.ownCommand(cite(flag)) };
  }
  const credential = found.access.secrets.find((each) => each.kind === 'variable');
  if (credential !== undefined) {
    return { missing: noDev.credentials(credential.id, cite(credential.from)) };
  }
  const start = startOf(found);
  if ('missing' in start) return start;
  const sources = models
    .map(({ directory }) => below(directory, 'src'))
    .filter((path) => project.hasDirectory(path));
  const inside = sources.map((path) => relativeTo(layout.context, path));
  return {
    does: `${start.does}. The volume m2 keeps what Maven downloads`,
    run: {
      name: found.model.coordinates.artifactId.toLowerCase(),
      volumes: [
        ...sources.map((path, i) => belowVariable('$PWD', `${path}:/src/${inside[i]}`)),
        'm2:/root/.m2/repository',
        ...settingsVolume(found),
      ],
      ports: ports.ports.value,
    },
    from: 'default',
    variables: {
      ...start.variables,
      sources: inside.map(shellWord).join(' '),
      environment: environmentOf(found),
    },
  };
}

/** Settings that are no part of the image. */
function settingsVolume({ access }: DevFacts): string[] {
  const lent = lentSettings(access);
  if (lent === undefined) return [];
  const path = /^[$~/]/.test(lent.source) ? lent.source : belowVariable('$PWD', lent.source);
  return [`${path}:${lent.target}:ro`];
}

function startOf(found: DevFacts): Start | { missing: string } {
  const { artifact, request } = found;
  const modules = request.module !== '.';
  const quiet = skipTests(request.needed);
  switch (artifact.kind) {
    case 'quarkus': {
      const goals = ['quarkus:dev', '-Dquarkus.http.host=0.0.0.0', '-Dquarkus.analytics.disabled=true'];
      const does = 'runs quarkus:dev, which compiles and reloads changed sources at the next request';
      return { does, variables: { cmd: mavenWords(request, modules ? ['compile', ...goals] : goals) } };
    }
    case 'boot': {
      const run = mavenWords(request, ['spring-boot:run', quiet], { alone: true }).join(' ');
      // The goal runs in one module, and finds the others in the local repository.
      const start = modules ? `${mavenCommand(request, ['install', quiet])} && { ${run} & };` : `${run} &`;
      return { does: `starts the app by spring-boot:run, ${RESTARTS}`, variables: { start } };
    }
    case 'war':
      return { missing: noDev.war() };
    case 'jar':
    case 'classpath': {
      if (artifact.kind === 'jar' && artifact.server !== undefined) return { missing: noDev.server() };
      const built = [mavenCommand(request, packageGoals(request)), ...(found.collected?.commands ?? [])];
      const start = `${built.join(' && ')} && { ${javaCommand(artifact, found)} & };`;
      return { does: `builds and starts the app, ${RESTARTS}`, variables: { start } };
    }
  }
}

/** The start of a jar that the build has moved to a name without a version. */
function javaCommand(
  artifact: Extract<Artifact, { kind: 'jar' | 'classpath' }>,
  { module, options, collected, ...found }: DevFacts,
): string {
  const jar = collected?.path ?? '';
  const before = ['java', ...options];
  if (artifact.kind === 'jar') return [...before, '-jar', jar, ...argumentsOf(found)].join(' ');
  const path = artifact.lib === undefined ? jar : shellWord(`${jar}:${below(module, artifact.lib)}/*`);
  return [...before, '-cp', path, shellWord(artifact.main), ...argumentsOf(found)].join(' ');
}

/** Dropwizard's settings stay where they are in the sources. */
function argumentsOf({ dropwizard: server, layout }: Pick<DevFacts, 'dropwizard' | 'layout'>): string[] {
  return server === undefined ? [] : ['server', shellWord(relativeTo(layout.context, server.file))];
}

/** What the app is told; where Maven starts it, its options go with them. */
function environmentOf({ artifact, environment, options }: DevFacts): Variable[] {
  const own = artifact.kind === 'jar' || artifact.kind === 'classpath';
  if (own || options.length === 0) return environment;
  return [{ name: 'JAVA_TOOL_OPTIONS', value: options.join(' ') }, ...environment];
}

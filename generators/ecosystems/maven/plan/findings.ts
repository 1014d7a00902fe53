import { templateOf } from '../../../catalog/catalog.js';
import { type BaseChoice, chooseBase } from '../../../plan/bases.js';
import { type Decision, decide } from '../../../plan/decision.js';
import type { Situation } from '../../../plan/ecosystem.js';
import { below, relativeTo } from '../../../project/paths.js';
import type { Project } from '../../../project/project.js';
import { wordsOf } from '../../../project/shell-words.js';
import type { Candidate } from '../app/detect.js';

import { needed, packedModules } from '../app/needed-modules.js';
import { sistersOf } from '../app/sisters.js';
import { type Build, type BuildRequest, buildOf } from '../build/build-command.js';

import { type Layout, layoutOf } from '../build/copies.js';
import { type Access, accessOf } from '../build/credentials.js';
import { type NodeTools, nodeTools } from '../build/node-tools.js';
import { configPath, isCrowded } from '../read/maven-config.js';
import type { Artifact, Copy, Model, Ports, Reactor } from '../read/types.js';
import { type Dropwizard, dropwizard } from '../run/dropwizard.js';
import { type HostService, hostServices } from '../run/host-services.js';
import { type NeededSetting, neededSettings } from '../run/needed-settings.js';
import { runtimeFiles } from '../run/opened-files.js';
import { portsOf } from '../run/ports.js';
import { withSettings } from '../run/settings-folder.js';
import { needsShell } from '../run/start-command.js';
import { writableDirectories } from '../run/writable.js';

import { javaVersion } from '../version/java-version.js';
import { newerMaven } from '../version/maven-version.js';
import { forServer } from '../version/server-java.js';
import { checkModules, checkProfiles, startable } from './checks.js';

/** Everything that was found out before the parts of the plan are put together. */
export interface Findings {
  situation: Situation<Candidate>;
  model: Model;
  /** The module and those it needs that hold code. */
  models: Model[];
  /** The same with the parents: what `-am` builds. */
  needed: Model[];
  reactor: Reactor;
  artifact: Artifact;
  layout: Layout;
  build: Build;
  /** What every Maven run of the image is about. */
  request: BuildRequest;
  java: Decision<string>;
  ports: Ports;
  choice: BaseChoice;
  dropwizard: Dropwizard | undefined;
  access: Access;
  /** The row of the build image, where it is not the usual Maven. */
  maven: Decision<string> | undefined;
  /** Node.js, where the build runs it. */
  node: NodeTools | undefined;
  /** Variables that it does not start without. */
  needs: NeededSetting[];
  /** Servers that its settings look for on localhost. */
  services: HostService[];
  /** What the program opens beside itself, copied from the repository. */
  files: Decision<Copy[]>;
  /** Directories that it writes to outside of its own. */
  writable: Decision<string[]>;
  /** Directory of the module below the working directory of the build. */
  module: string;
}

/** Finds out everything about the detected module. Throws a UserError when it cannot run or a wish cannot be met. */
export function findings(situation: Situation<Candidate>): Findings {
  const { project, detection, wishes, catalog } = situation;
  const candidate = detection.facts;
  if (candidate === undefined) throw new Error(`no Maven module ${detection.app}`);
  const { model, reactor } = candidate;
  const artifact = startable(candidate, wishes.startCommand);
  const own = needed(reactor, model);
  const sisters = sistersOf(project, reactor, own);
  const beside = sisters.flatMap((one) => needed(one.reactor, one.model));
  const builds = [...own, ...new Set(beside)];
  const models = [model, ...builds.filter((each) => each !== model && each.packaging !== 'pom')];
  const server = wishes.startCommand === undefined ? dropwizard(project, model) : undefined;
  checkModules(reactor);
  checkProfiles(reactor, wishes.mavenProfile);
  const access = accessOf(project, models, reactor.root);
  const also = [server?.file, access.settings?.value].filter((path) => path !== undefined);
  const read = { ...reactor, models: [...reactor.models, ...sisters.flatMap((one) => one.reactor.models)] };
  const layout = layoutOf(project, read, { needed: builds, also });
  const module = relativeTo(layout.context, model.directory);
  const asked = javaVersion(project, models, {
    catalog,
    root: reactor.root,
    ...(artifact.kind === 'war' && { runtime: `tomcat-${artifact.tomcat}` }),
    ...(wishes.languageVersion && { wish: wishes.languageVersion }),
  });
  const java = wishes.languageVersion === undefined ? forServer(asked, artifact) : asked;
  const request: BuildRequest = {
    artifact,
    needed: builds,
    java: java.value,
    module: selectorOf(reactor, model),
    beside: besideOf(reactor, own),
    sisters: sisters.map((one) => ({
      root: relativeTo(layout.context, one.reactor.root),
      module: selectorOf(one.reactor, one.model),
    })),
    root: relativeTo(layout.context, reactor.root),
    ...buildSettings(project, { reactor, layout, access }),
    ...profilesOf(reactor, wishes.mavenProfile),
    ...(wishes.buildCommand && { wish: wishes.buildCommand }),
  };
  const known = server === undefined ? serverPorts(artifact) : decide(server.ports, server.from);
  const ports = portsOf(project, model, {
    needed: models,
    started: startedBy(artifact, wishes.startCommand),
    ...(known && { known }),
    ...(wishes.port && { wish: wishes.port }),
  });
  const maven = newerMaven(project, reactor);
  const choice = chooseBase({
    catalog,
    template: templateOf(catalog, templateId(artifact)),
    version: java.value,
    ...(maven && { build: maven.value }),
    ...(artifact.kind === 'war' && { runtime: `tomcat-${artifact.tomcat}` }),
    blocked: needsShell(wishes.startCommand),
    ...(wishes.base && { wish: wishes.base }),
  });
  return {
    situation,
    model,
    models,
    needed: builds,
    reactor: read,
    artifact,
    layout,
    build: buildOf(request),
    request,
    java,
    ports,
    choice,
    module,
    access,
    maven,
    dropwizard: server,
    node: wishes.buildCommand === undefined ? nodeTools(project, builds) : undefined,
    needs:
      server === undefined
        ? neededSettings(project, {
            model,
            models,
            set: ports.variable === undefined ? [] : [ports.variable],
          })
        : server.needs.map((name) => ({ name, from: server.from })),
    services: hostServices(project, model, ports.ports.value),
    files: withSettings(project, { model, models }, runtimeFiles(project, model, models)),
    writable: writableDirectories(project, model.directory),
  };
}

/** The template that fits: all that `java` runs share one. */
export function templateId({ kind }: Artifact): string {
  return kind === 'war' ? 'maven-war' : 'maven';
}

/** Words that name a class to start: that of the artifact, and those of a command of the user's own. */
function startedBy(artifact: Artifact, wish: Decision<string> | undefined): string[] {
  if (wish !== undefined) return wordsOf(wish.value) ?? [];
  return artifact.kind === 'classpath' ? [artifact.main] : [];
}

function serverPorts(artifact: Artifact): Decision<number[]> | undefined {
  if (artifact.kind === 'war') return decide([8080], artifact.from, 'where Tomcat listens');
  const server = artifact.kind === 'jar' ? artifact.server : undefined;
  return server && decide([server.port], artifact.from, `where ${server.name} listens`);
}

/** The profiles for `-P`: those that are asked for, and the one that lists the module. */
function profilesOf(
  { profile }: Reactor,
  wish: Decision<string> | undefined,
): Pick<BuildRequest, 'profiles'> {
  const names = [wish?.value, profile].filter((name) => name !== undefined);
  return names.length === 0 ? {} : { profiles: names.join(',') };
}

/** What `.mvn` and the settings say about the call of Maven. */
function buildSettings(
  project: Project,
  { reactor, layout, access }: { reactor: Reactor; layout: Layout; access: Access },
): Pick<BuildRequest, 'access' | 'crowded' | 'extensions'> {
  const inside = (path: string) => relativeTo(layout.context, path);
  const { settings } = access;
  const extensions = project.read(below(reactor.root, '.mvn/extensions.xml'));
  return {
    access:
      settings === undefined
        ? access
        : { ...access, settings: { ...settings, value: inside(settings.value) } },
    ...(isCrowded(project, reactor.root) && { crowded: inside(configPath(reactor.root)) }),
    ...(extensions !== undefined && { extensions }),
  };
}

/** Paths, below the root of the reactor, of modules whose files others pack. */
function besideOf(reactor: Reactor, all: Model[]): string[] {
  const found = new Set(all.flatMap((model) => packedModules(reactor, model)));
  return [...found].map((model) => selectorOf(reactor, model));
}

/** A module as `-pl` takes it: its path below the POM that is built, or its name where that POM lies aside. */
function selectorOf({ root }: Reactor, { directory, coordinates }: Model): string {
  const below = root === '.' || directory === root || directory.startsWith(`${root}/`);
  return below ? relativeTo(root, directory) : `:${coordinates.artifactId}`;
}

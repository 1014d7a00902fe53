import { type BaseChoice, chooseBase } from '../../bases.js';
import { templateOf } from '../../catalog.js';
import { type Decision, decide } from '../../decision.js';
import type { Situation } from '../../ecosystem.js';
import { UserError } from '../../errors.js';
import { relativeTo } from '../../project.js';
import { type Artifact, libDirectory, type NotRunnable } from './artifact.js';
import { type Build, buildOf } from './build.js';
import { type Candidate, candidatesOf } from './detect.js';
import { type Dropwizard, dropwizard } from './dropwizard.js';
import { javaVersion } from './java.js';
import { type Layout, layoutOf } from './layout.js';
import type { Model } from './model.js';
import { type Ports, portsOf } from './ports.js';
import { filesOf, needed, type Reactor } from './reactor.js';
import { shapeOf } from './shapes.js';
import { needsShell } from './start.js';

/** Everything that was found out before the parts of the plan are put together. */
export interface Findings {
  situation: Situation;
  model: Model;
  /** The module and those it needs that hold code. */
  models: Model[];
  /** The same with the parents: what `-am` builds. */
  needed: Model[];
  reactor: Reactor;
  artifact: Artifact;
  layout: Layout;
  build: Build;
  java: Decision<string>;
  ports: Ports;
  choice: BaseChoice;
  dropwizard: Dropwizard | undefined;
  /** Directory of the module below the working directory of the build. */
  module: string;
}

/** Finds out everything about the detected module. Throws a UserError when it cannot run or a wish cannot be met. */
export function findings(situation: Situation): Findings {
  const { project, detection, wishes, catalog } = situation;
  const candidate = candidatesOf(project).find(({ model }) => model.directory === detection.app);
  if (candidate === undefined) throw new Error(`no Maven module ${detection.app}`);
  const { model, reactor } = candidate;
  const artifact = startable(candidate, wishes.startCommand);
  const all = needed(reactor, model);
  const models = [model, ...all.filter((each) => each !== model && each.packaging !== 'pom')];
  const server = wishes.startCommand === undefined ? dropwizard(project, model) : undefined;
  const layout = layoutOf(project, reactor, { needed: all, also: server === undefined ? [] : [server.file] });
  const module = relativeTo(layout.context, model.directory);
  const build = buildOf({
    artifact,
    needed: all,
    module: relativeTo(reactor.root, model.directory),
    beside: besideOf(reactor, all),
    root: relativeTo(layout.context, reactor.root),
    ...(wishes.buildCommand && { wish: wishes.buildCommand }),
  });
  const java = javaVersion(project, models, {
    catalog,
    ...(wishes.languageVersion && { wish: wishes.languageVersion }),
  });
  const shape = shapeOf(artifact);
  const known = server === undefined ? shape.ports?.(artifact) : decide(server.ports, server.from);
  const ports = portsOf(project, model, {
    needed: models,
    ...(known && { known }),
    ...(wishes.port && { wish: wishes.port }),
  });
  const choice = chooseBase({
    catalog,
    template: templateOf(catalog, shape.template),
    version: java.value,
    ...(shape.server && { runtime: shape.server(artifact) }),
    blocked: needsShell(wishes.startCommand),
    ...(wishes.base && { wish: wishes.base }),
  });
  return {
    situation,
    model,
    models,
    needed: all,
    reactor,
    artifact,
    layout,
    build,
    java,
    ports,
    choice,
    module,
    dropwizard: server,
  };
}

/** Paths, below the root of the reactor, of modules whose files others pack. */
function besideOf(reactor: Reactor, all: Model[]): string[] {
  const found = new Set(all.flatMap((model) => filesOf(reactor, model)));
  return [...found].map(({ directory }) => relativeTo(reactor.root, directory));
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

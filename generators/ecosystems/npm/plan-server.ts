import { type BaseChoice, chooseBase } from '../../bases.js';
import { type Template, templateOf } from '../../catalog.js';
import { type Decision, decide, type Json } from '../../decision.js';
import type { Situation } from '../../ecosystem.js';
import { UserError } from '../../errors.js';
import type { Plan, Warning } from '../../plan.js';
import { needsDev, type Server } from './app.js';
import { buildOf, builtByInstall } from './build.js';
import { clientDirectory } from './client.js';
import { existing } from './entry.js';
import { type Baked, bakedVariables, bakedVariablesOf, bakedWarnings } from './front-end-env.js';
import { envFileWarning, nodeIgnores, publicEnvFiles } from './ignores.js';
import { buildFlagsOf, type Install, inAppWarnings, inputsOf, mounts, whyNode } from './install.js';
import { browserPackage } from './native.js';
import { requiredEnvironment } from './required-env.js';
import {
  outputOf,
  ownership,
  type Parts,
  productionDependencies,
  runtimeContents,
  runtimePackages,
  startCommand,
} from './runtime.js';
import { environmentOf, serverPort } from './server-port.js';
import { hostVariables, localhostWarnings, needsInit, sourcesOf } from './source.js';
import { sourcesVariable, stageVariables } from './stage.js';
import { developmentVariables, firstStage, gateOf, targetVariables } from './targets.js';

/** The plan of a server: `npm` when its sources are what runs, `npm-build` when something is made first. */
export function planServer(situation: Situation, install: Install, app: Server): Plan {
  const { project } = situation;
  const entry = app.kind === 'program' ? app.entry : undefined;
  const files = sourcesOf(project, install.app.nx?.dir ?? install.app.dir, entry);
  const missing = entry !== undefined && !existing(project, install.app.dir, entry);
  const before = app.kind === 'framework' ? [] : app.start.before;
  const required = builtByFramework(app) ? requiredBy(situation, install, files).env : {};
  const env = app.kind === 'framework' ? { ...app.output.buildEnv, ...required } : required;
  const runsSources = entry !== undefined && !missing && /\.[cm]?tsx?$/.test(entry);
  const output = app.kind === 'shell' ? undefined : app.output;
  const script = output?.kind === 'server' ? output.script : undefined;
  const build = buildOf({
    situation,
    install,
    before,
    missing,
    runsSources,
    env,
    ...(script !== undefined && { script }),
  });
  if (app.kind === 'program' && missing && build.commands.length === 0 && !builtByInstall(install)) {
    throw new UserError(`${app.start.from} starts ${entry}, which is not there and which no script builds`, {
      hint: 'Add a "build" script, or pass --build-command or --start-command.',
    });
  }
  const parts: Parts = { situation, install, app, files, build };
  return assemble(parts, isPlain(parts) ? 'npm' : 'npm-build');
}

/** True when a framework builds the server, or what a server of one's own stands around. */
function builtByFramework(app: Server): boolean {
  return app.kind === 'framework' || (app.kind === 'program' && app.output?.kind === 'server');
}

/** What the app's modules and those of the workspace packages it needs refuse to load without. */
function requiredBy({ project }: Situation, install: Install, files: Parts['files']) {
  const siblings = install.members.slice(0, -1).flatMap(({ dir }) => sourcesOf(project, dir));
  return requiredEnvironment([...files, ...siblings]);
}

/** True when nothing is built and the production dependencies can be installed directly. */
function isPlain({ install, app, build }: Parts): boolean {
  const { inputs, commands } = install;
  const direct =
    commands.installProduction !== undefined && inputs.needsSources === undefined && !inputs.runsScripts;
  const unbuilt = app.kind !== 'framework' && build.commands.length === 0 && needsDev(app) === undefined;
  return direct && unbuilt && install.inner === '.';
}

function assemble(parts: Parts, id: 'npm' | 'npm-build'): Plan {
  const { situation, install, app, files } = parts;
  const { project, wishes, detection } = situation;
  const choice = chooseFor(parts, templateOf(situation.catalog, id));
  const plain = id === 'npm';
  const port = serverPort(situation, app, files);
  const env = publicEnvFiles(project, install.app.dir);
  const user = choice.runtime.user;
  const output = outputOf(parts);
  const outputs =
    app.kind === 'framework'
      ? app.output.copies.map(({ from }) => from)
      : output === undefined
        ? []
        : [output];
  const environment = environmentOf(parts, {
    base: choice.base.value,
    port: port.port,
    hosts: hostVariables(files),
  });
  const variables: Record<string, Decision<Json>> = {
    ...stageVariables({
      situation,
      install,
      image: choice.build,
      production: plain,
    }),
    runtimeImage: decide(choice.runtime.name, choice.base.from, choice.base.because),
    runtimePackages: runtimePackages(parts, choice.runtime),
    user: decide(user, `the image ${choice.runtime.name}`),
    environment,
    ports: port.ports,
    entrypoint: decide(null, 'default', 'the base image has its own'),
    cmd: startCommand(parts, choice.runtime),
    ignore: decide(
      nodeIgnores(project, install, { outputs: plain ? [] : outputs, keep: env.keep }),
      'the repository',
    ),
    ...(plain ? plainVariables : builtVariables)(parts, { user, environment, ports: port.ports }),
  };
  // Servers of frameworks end on SIGTERM by themselves; Angular's is a file of the repository.
  const own = app.kind !== 'framework' || app.output.framework === 'Angular';
  const init = own ? needsInit(files) : undefined;
  return {
    ecosystem: 'npm',
    ...(init !== undefined && { init }),
    app: decide(detection.app, detection.evidence[0] ?? 'package.json'),
    template: decide(
      id,
      parts.build.from,
      plain ? 'nothing is built: the sources are what runs' : 'something is built before it can run',
    ),
    base: choice.base,
    variables,
    inputs: inputsOf(install),
    buildFlags: buildFlagsOf(install),
    warnings: [...install.warnings, ...warningsFor(parts), ...(plain ? env.warnings : []), ...port.warnings],
    bases: choice.options,
    open: [...(wishes.base ? [] : (['base'] as const)), ...(port.guessed ? (['port'] as const) : [])],
  };
}

/** What a front end reads while it is built, if something is. */
function bakedBy({ situation, install, build }: Parts): Baked[] {
  if (build.commands.length === 0) return [];
  return bakedVariables(situation.project, install, clientDirectory(install));
}

interface Decided {
  user: string;
  environment: Decision<Json>;
  ports: Decision<Json>;
}

function plainVariables(parts: Parts, { user, environment, ports }: Decided): Record<string, Decision<Json>> {
  const { situation, install } = parts;
  const { flag, title } = ownership(parts, user);
  const gated = { from: '/app/package.json', to: './' };
  const target = { situation, install, environment, ports, stage: 'dependencies', gated: 'package.json' };
  const targets = targetVariables(target);
  return {
    ...gateOf(targets, { ...gated, owner: flag.value }),
    ...developmentVariables(install),
    why: whyNode(install),
    hasModules: decide(productionDependencies(install), install.root.path),
    context: decide(install.root.dir, install.app.path),
    owner: flag,
    owners: decide(title, flag.from),
  };
}

function builtVariables(parts: Parts, { user, environment, ports }: Decided): Record<string, Decision<Json>> {
  const { situation, install, build } = parts;
  const contents = runtimeContents(parts);
  const gated = gatedCopy(contents.copies);
  const title = gated.from.replace('/app/', '');
  const targets = targetVariables({ situation, install, environment, ports, stage: 'build', gated: title });
  const { flag, title: owners } = ownership(parts, user);
  const made = buildVariables(parts, targets.test.value !== null);
  const stage = made.production.value === null ? 'build' : 'production';
  const gate = targets.ships.value === 'test';
  return {
    ...gateOf(targets, { ...gated, owner: flag.value }),
    ...made,
    ...firstStage(install, targets),
    ...bakedVariablesOf(situation.project, install, bakedBy(parts)),
    sources: sourcesVariable(install),
    copies: decide(
      contents.copies
        .filter(({ from }) => !gate || from !== gated.from)
        .map((copy) => ({ ...copy, stage, owner: flag.value })),
      build.from,
      flag.because,
    ),
    contents: decide(contents.title, build.from),
    owners: decide(owners, flag.from),
    workdir: decide(install.inner === '.' ? '/app' : `/app/${install.inner}`, install.app.path),
  };
}

/**
 * What the image takes from the test stage behind a gate: package.json, since tests leave things behind
 * in other places; without it what a framework built.
 */
function gatedCopy(copies: { from: string; to: string }[]): { from: string; to: string } {
  const manifest = copies.find(({ from }) => from === '/app/package.json');
  const all = copies.find(({ from }) => from === '/app/');
  return manifest ?? (all && { from: '/app/package.json', to: all.to }) ?? copies.at(-1) ?? gateless();
}

function gateless(): never {
  throw new Error('an image without contents');
}

function chooseFor({ situation, install, app }: Parts, template: Template): BaseChoice {
  const { catalog, wishes } = situation;
  const blocked: Partial<Record<'distroless' | 'alpine', string>> = {};
  if (app.kind === 'shell') {
    blocked.distroless = `${app.start.from}: ${app.start.reason}, and there is none. Use alpine or slim, or --start-command "node …"`;
  }
  const browser = browserPackage(install.app.json.dependencies ?? {});
  if (browser !== undefined) {
    blocked.distroless = `${browser} starts a browser that needs a Debian userland. Use slim and install its packages`;
    blocked.alpine = `${browser} downloads a browser built for glibc. Use slim and install its packages`;
  }
  const wish = wishes.base === undefined ? {} : { wish: wishes.base };
  return chooseBase({ catalog, template, blocked, version: install.node.line.value, ...wish });
}

/**
 * Build and prune as one chain: what the build alone needed never reaches a layer of its own. Tests need
 * it as well, so with them the pruning is left to a stage behind.
 */
function buildVariables({ install, app, build }: Parts, tested: boolean) {
  const { commands } = install;
  const selfContained = app.kind === 'framework' && app.output.selfContained;
  const keepsAll = selfContained || needsDev(app) !== undefined || !productionDependencies(install);
  const prune = keepsAll ? undefined : commands.prune;
  const drop = [...clientModules(install), ...(prune === undefined ? [] : [prune])];
  const cached = prune !== undefined && commands.pruneNeedsCache ? [mounts(install)] : [];
  const run = (mount: string[], chain: string[]): Decision<Json> =>
    decide(chain.length === 0 ? null : [...mount, chain.join(' \\\n && ')].join(' \\\n    '), build.from);
  return tested
    ? { build: run([], build.commands), production: run(cached, drop) }
    : { build: run(cached, [...build.commands, ...drop]), production: decide<Json>(null, build.from) };
}

/** A front end in a folder of its own installs there: its modules are of no use once it is built. */
function clientModules(install: Install): string[] {
  const dir = clientDirectory(install);
  return dir === undefined ? [] : [`rm -rf ${dir}/node_modules`];
}

function warningsFor(parts: Parts): Warning[] {
  const { situation, install, app, files } = parts;
  const warnings = [...(app.kind === 'framework' ? [] : localhostWarnings(files)), ...inAppWarnings(install)];
  if (app.kind !== 'framework') warnings.push(...envFileWarning(files, install.app.json.dependencies ?? {}));
  if (builtByFramework(app)) warnings.push(...requiredBy(situation, install, files).warnings);
  if (app.kind === 'framework' && 'NEXT_PRIVATE_STANDALONE' in app.output.buildEnv) {
    warnings.push({
      message:
        "the build asks Next.js for its standalone output; write output: 'standalone' in next.config to have it everywhere",
      from: app.output.from,
    });
  }
  warnings.push(...bakedWarnings(bakedBy(parts)));
  const dev = needsDev(app);
  if (dev !== undefined) {
    warnings.push({
      message: `${dev} is a development dependency and runs the app: all of them stay in the image. Build to JavaScript, or move it to dependencies`,
      from: install.app.path,
    });
  }
  return warnings;
}

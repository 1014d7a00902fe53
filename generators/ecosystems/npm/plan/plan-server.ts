import { templateOf } from '../../../catalog/catalog.js';
import { type Decision, decide, type Json } from '../../../plan/decision.js';
import type { Situation } from '../../../plan/ecosystem.js';
import type { Plan, Warning } from '../../../plan/plan.js';
import { cite, place } from '../../../project/evidence.js';
import { below, within } from '../../../project/paths.js';
import { needsDev, type Server } from '../app/app.js';
import { existing } from '../app/entry.js';
import { buildOf, buildWarnings, builtByInstall } from '../build/build-commands.js';
import { asksForTests, contextInputs } from '../build/context-inputs.js';
import { nodeIgnores, publicEnvFiles } from '../build/ignores.js';
import { importWarnings } from '../build/import-warnings.js';
import type { Install } from '../build/install/install.js';
import { stageVariables } from '../build/install/install-stage.js';
import { buildFlagsOf, inAppWarnings, inputsOf } from '../build/install/install-steps.js';
import { turnLineEnds, windowsScripts } from '../build/line-ends.js';
import { COPY_ENGINE, needsNamedEngine } from '../build/prisma.js';
import { typedSqlWarnings } from '../build/typed-sql.js';
import { bakedWarnings } from '../front-ends/baked-variables.js';
import {
  ownFrontEndCopies,
  servedCopies,
  servedFrontEnds,
  servedVariables,
  withServed,
} from '../front-ends/served-front-ends.js';
import { sourcesOf } from '../read/source.js';
import { hostVariables, localhostWarnings } from '../run/addresses.js';
import { memberModules } from '../run/contents/member-modules.js';
import { packageFiles } from '../run/contents/run-time-files.js';
import { startCommand } from '../run/entry-point.js';
import { envFileWarning, wantsEnvFile } from '../run/env-file.js';
import { environmentOf } from '../run/environment.js';
import { fixedServiceWarnings } from '../run/fixed-services.js';
import { writesOf } from '../run/ownership.js';
import { outputOf, type Parts } from '../run/parts.js';
import { type ServerPort, serverPort } from '../run/ports/port.js';
import { requiredEnvironment } from '../run/required-env.js';
import { runFlagsOf } from '../run/run-flags.js';
import { signalsOf, UNHANDLED } from '../run/signals.js';
import { runtimePackages } from '../run/system-packages.js';
import { uncommittedWarnings } from '../run/uncommitted-settings.js';
import { refuse, warn } from '../sentences.js';
import { serverBase } from './server-base.js';
import { bakedBy, builtVariables, plainVariables } from './server-variables.js';

/** The plan of a server: `npm` when its sources are what runs, `npm-build` when something is made first. */
export function planServer(situation: Situation, install: Install, app: Server): Plan {
  const { project } = situation;
  const entry = app.kind === 'program' ? app.entry : undefined;
  const files = sourcesOf(project, install.app.toolApp?.dir ?? install.app.dir, entry);
  const missing = entry !== undefined && !existing(project, install.app.dir, entry);
  const before = app.kind === 'framework' ? [] : app.start.before;
  const required = requiredBy(situation, install, app, files);
  const env = app.kind === 'framework' ? { ...app.output.buildEnv, ...required.env } : required.env;
  const runsSources = entry !== undefined && !missing && /\.[cm]?tsx?$/.test(entry);
  const output = app.kind === 'shell' ? undefined : app.output;
  const script = output?.kind === 'server' ? output.script : undefined;
  const turned = app.kind === 'shell' ? windowsScripts(project, install.app.dir, app.start.text) : [];
  const made = buildOf({
    situation,
    install,
    before,
    missing,
    runsSources,
    env,
    ...(script !== undefined && { script }),
    ...(output?.kind === 'server' && output.swap !== undefined && { swap: output.swap }),
    ...(entry !== undefined && { entry }),
    ...(app.kind === 'program' && app.start.adds !== undefined && { adds: app.start.adds }),
  });
  const build = {
    ...made,
    commands: [...made.commands, ...turnLineEnds(turned.map((file) => below(install.inner, file)))],
    turned,
  };
  if (app.kind === 'program' && missing && build.commands.length === 0 && !builtByInstall(install)) {
    throw refuse('entry-missing', { place: cite(app.start.from), entry }, app.start.from);
  }
  const envFile = app.kind === 'framework' ? undefined : wantsEnvFile(files);
  const parts: Parts = { situation, install, app, files, build, envFile, required };
  return assemble(parts, isPlain(parts) ? 'npm' : 'npm-build');
}

/** True when a framework builds the server, or what a server of one's own stands around. */
function builtByFramework(app: Server): boolean {
  return app.kind === 'framework' || (app.kind === 'program' && app.output?.kind === 'server');
}

/** What the app's modules and those of the workspace packages it needs refuse to load without. */
function requiredBy({ project }: Situation, install: Install, app: Server, files: Parts['files']) {
  if (!builtByFramework(app)) return { env: {}, warnings: [] };
  const siblings = install.members.slice(0, -1).flatMap(({ dir }) => sourcesOf(project, dir));
  return requiredEnvironment([...files, ...siblings]);
}

/** True when nothing is built and the production dependencies can be installed directly. */
function isPlain(parts: Parts): boolean {
  const { install, app, build } = parts;
  const { inputs, commands } = install;
  const direct =
    commands.installProduction !== undefined && inputs.needsSources === undefined && !inputs.runsScripts;
  const unbuilt = app.kind !== 'framework' && build.commands.length === 0 && needsDev(app) === undefined;
  return direct && unbuilt && install.inner === '.' && memberModules(parts) !== undefined;
}

function assemble(parts: Parts, id: 'npm' | 'npm-build'): Plan {
  const { situation, install, app, files } = parts;
  const { project, wishes, detection } = situation;
  const choice = serverBase(parts, templateOf(situation.catalog, id));
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
  const served = servedFrontEnds(situation, install, files);
  const stages = served.map(({ stage }) => stage);
  const engine = needsNamedEngine(install.prismaEngine, choice.base.value);
  const signals = signalsOf({ app, files, line: Number(install.node.line.value) });
  const environment = environmentOf(parts, {
    base: choice.base.value,
    engine,
    port: port.port,
    variable: port.variable,
    hosts: hostVariables(files),
    signals: signals.option,
  });
  const keep = [...env.keep, ...stages.flatMap((stage) => stage.keep), ...settingsNamedAsSecrets(parts)];
  const ignore = withServed(nodeIgnores(project, install, { outputs: plain ? [] : outputs, keep }), served);
  const variables: Record<string, Decision<Json>> = {
    ...stageVariables({
      situation,
      install,
      image: choice.build,
      production: plain,
    }),
    runtimeImage: decide(choice.runtime.name, choice.base.from, choice.base.because),
    runtimePackages: runtimePackages(parts, choice.runtime),
    user: decide(user, 'default'),
    environment,
    signals: decide(signals.option, 'default', signals.option ? UNHANDLED : undefined),
    ports: port.ports,
    ...startCommand(parts, choice.runtime),
    ignore: decide(ignore, 'default'),
    ...servedVariables(served),
    envFile: envFileOf(parts),
    // The command that gives the engine its place.
    prismaEngine: decide(engine ? COPY_ENGINE : null, place(install.app.path)),
    ...(plain ? plainVariables : builtVariables)(parts, {
      user,
      environment,
      ports: port.ports,
      engine,
      served: [...servedCopies(served), ...(plain ? [] : ownFrontEndCopies(situation, install, files))],
      ignore,
    }),
  };
  const runFlags = runFlagsOf(
    parts,
    environment.value as { name: string; value: string }[],
    (port.ports.value as number[])[0],
  );
  return {
    ecosystem: 'npm',
    ...(signals.init !== undefined && { init: signals.init }),
    ...(runFlags.length > 0 && { runFlags }),
    app: decide(detection.app, detection.evidence[0] ?? 'default'),
    template: decide(
      id,
      parts.build.from,
      plain ? 'nothing is built: the sources are what runs' : 'something is built before it can run',
    ),
    base: choice.base,
    variables,
    inputs: unique([
      ...inputsOf(install),
      ...contextInputs(project, install, {
        files: app.kind === 'program' ? files : undefined,
        tests: asksForTests(wishes),
      }),
      ...copiedByName(variables),
      ...stages.flatMap(({ inputs }) => inputs),
    ]),
    buildFlags: [...buildFlagsOf(install), ...stages.flatMap(({ buildFlags }) => buildFlags)],
    ...actsOf(parts, port),
    warnings: [
      ...install.warnings,
      ...stages.flatMap(({ warnings }) => warnings),
      ...buildWarnings(parts.build),
      ...warningsFor(parts),
      ...(plain
        ? env.hidden.map(({ file, variable, from }) => warn('env-file-hidden', { file, variable }, from))
        : []),
      ...port.warnings,
    ],
    bases: choice.options,
    open: [...(wishes.base ? [] : (['base'] as const)), ...(port.guessed ? (['port'] as const) : [])],
  };
}

/** What the server does where it runs; nothing of a start that the user gave. */
function actsOf(parts: Parts, { heard }: ServerPort): Pick<Plan, 'acts'> {
  const writes = writesOf(parts);
  if (parts.situation.wishes.startCommand !== undefined || (heard ?? writes) === undefined) return {};
  return { acts: { ...(heard && { listens: [heard] }), ...(writes && { writes }) } };
}

/** What the runtime stage copies out of the repository, where it is not all of it. */
function copiedByName({ copies }: Record<string, Decision<Json>>): string[] {
  const list = copies?.value as { stage: string | null; from: string | string[]; to: string }[];
  const named = list.filter(({ stage, from, to }) => stage === null && (to !== './' || Array.isArray(from)));
  return named.flatMap(({ from }) => from);
}

/** Settings without secrets that a package opens, whose names look like those of secrets: `.env.schema`. */
function settingsNamedAsSecrets({ situation: { project }, install }: Parts): string[] {
  const { dir } = install.app;
  return packageFiles(project, dir)
    .filter((name) => name.startsWith('.env.') && name !== '.env.example')
    .map((name) => below(dir, name));
}

/** The empty .env that is made for an app which stops without one, below the install's root. */
function envFileOf({ envFile, install }: Parts): Decision<Json> {
  return decide(envFile === undefined ? null : (within(install.inner, '.env') ?? null), envFile ?? 'default');
}

function unique(list: string[]): string[] {
  return [...new Set(list)];
}

function warningsFor(parts: Parts): Warning[] {
  const { situation, install, app, files, envFile, required } = parts;
  const warnings = [...(app.kind === 'framework' ? [] : localhostWarnings(files)), ...inAppWarnings(install)];
  if (app.kind !== 'framework' || app.output.row?.loadsEnvFile)
    warnings.push(...envFileWarning(situation.project, install.app, files, envFile));
  warnings.push(
    ...fixedServiceWarnings(files),
    ...uncommittedWarnings(parts),
    ...required.warnings,
    ...importWarnings(situation.project, files),
    ...typedSqlWarnings(situation.project, [...install.members, install.app]),
  );
  if (app.kind === 'framework' && app.output.note !== undefined) warnings.push(app.output.note);
  warnings.push(...bakedWarnings(bakedBy(parts)));
  const dev = needsDev(app);
  const at = app.kind === 'framework' ? undefined : app.start.importedAt;
  if (dev !== undefined && app.kind === 'program' && app.start.adds !== undefined)
    warnings.push(warn('runner-added', { name: dev }, app.start.from));
  else if (dev !== undefined && at !== undefined)
    warnings.push(warn('development-import', { name: dev, place: cite(at) }, at));
  else if (dev !== undefined)
    warnings.push(warn('development-dependency', { name: dev }, place(install.app.path)));
  return warnings;
}

import { templateOf } from '../../../catalog/catalog.js';
import { type BaseChoice, chooseBase, imageOf } from '../../../plan/bases.js';
import { secretFlag } from '../../../plan/build-secret.js';
import { decide } from '../../../plan/decision.js';
import type { Situation } from '../../../plan/ecosystem.js';
import type { Plan } from '../../../plan/plan.js';
import type { Main } from '../app/mains.js';
import { packagePath } from '../app/program-name.js';
import { commandLineOf } from '../app/subcommand.js';
import { buildCommand } from '../build/build-command.js';
import { cgoReason } from '../build/cgo.js';
import { credentialsFor } from '../build/credentials.js';
import { frontEndVariables } from '../front-ends/stage-variables.js';
import { decideListening } from '../run/listening.js';
import type { Needs } from '../run/needs.js';
import { pinnedHosts } from '../run/port-settings.js';
import { findPorts } from '../run/ports.js';
import { decideStart } from '../run/start.js';
import { catalogWith, chooseVersion } from '../version/go-version.js';
import { versionWarnings } from '../version/version-warnings.js';
import { blockedBases } from './blocked-bases.js';
import { buildVariables } from './build-variables.js';
import { readFacts } from './facts.js';
import { ignoreGroups, inputsOf } from './ignores.js';
import { runtimeVariables } from './runtime-variables.js';
import { targetVariables } from './target-variables.js';
import { warningsOf } from './warnings.js';

/** Decides the whole image of one Go program. */
export function planGo(situation: Situation<Main>): Plan {
  const { wishes, detection } = situation;
  const facts = readFacts(situation);
  const { program, cgo, layout, name, needs } = facts;
  const { project } = situation;
  const sources = { project, program, catalog: situation.catalog };
  const version = chooseVersion(sources, wishes.languageVersion);
  const catalog = catalogWith(situation.catalog, version.value);
  const templateId = cgo === undefined ? 'go' : 'go-cgo';
  const templateDecision =
    cgo === undefined
      ? decide(templateId, 'default', 'nothing the program imports is known to need C')
      : decide(templateId, cgo.cause.from, cgoReason(cgo.cause));
  const choice = chooseBase({
    catalog,
    template: templateOf(catalog, templateId),
    version: version.value,
    blocked: blockedBases(cgo),
    ...(wishes.base === undefined ? {} : { wish: wishes.base }),
  });
  const musl = cgo !== undefined && choice.build.libc === 'musl';
  // golang:*-alpine has no git and no ssh, which private modules are fetched with.
  if (facts.private !== undefined && !musl) choice.build = imageOf(catalog, 'golang-trixie', version.value);
  const tags = [...(program.tags?.names ?? []), ...timezoneTags(choice, needs)];
  const build = buildCommand({
    name,
    target: packagePath(program),
    tags,
    workdir: layout.workdir,
    cgo: cgo !== undefined,
    linked: musl,
    stamps: facts.stamps.map(({ variable, argument }) => `${variable}=$${argument}`),
    ...(wishes.buildCommand === undefined ? {} : { wish: wishes.buildCommand }),
  });
  const { subcommand, isElsewhere } = commandLineOf(program);
  const found = decideListening(
    findPorts(program, project, facts.files, isElsewhere),
    pinnedHosts(program, project),
    wishes.port,
  );
  const { command, listening } = decideStart(facts, {
    listening: found,
    subcommand,
    wish: wishes.startCommand,
  });
  const ignore = ignoreGroups(facts);
  return {
    ecosystem: 'go',
    app: decide(detection.app, detection.evidence[0] ?? facts.main.from),
    template: templateDecision,
    base: choice.base,
    variables: {
      ...buildVariables(facts, { version, choice, build, wish: wishes.buildCommand }),
      ...runtimeVariables(facts, { choice, listening, command }),
      ...targetVariables(facts, { version, musl, tags, listening, command, wishes }),
      ...frontEndVariables(facts.frontEnds, facts.program),
      ignore,
    },
    inputs: inputsOf(facts),
    buildFlags: [
      ...credentialsFor(facts.private).map(secretFlag),
      ...facts.frontEnds.stages.flatMap((stage) => stage.buildFlags),
    ],
    warnings: [
      ...versionWarnings(sources, version),
      ...warningsOf(facts, listening.environment, choice.base.value),
      ...listening.warnings,
    ],
    bases: choice.options,
    open: wishes.base === undefined ? ['base'] : [],
  };
}

/** Bases without the zone database get it compiled in. */
function timezoneTags({ base }: BaseChoice, { timezones }: Needs): string[] {
  return timezones !== undefined && base.value !== 'distroless' ? ['timetzdata'] : [];
}

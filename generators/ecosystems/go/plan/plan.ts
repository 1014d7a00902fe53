import { secretFlag } from '../../../plan/build-secret.js';
import { decide } from '../../../plan/decision.js';
import type { Situation } from '../../../plan/ecosystem.js';
import type { Plan } from '../../../plan/plan.js';
import type { Main } from '../app/mains.js';
import { packagePath } from '../app/program-name.js';
import { type CommandLine, commandLineOf } from '../app/subcommand.js';
import { type Build, buildCommand, tagFlag } from '../build/build-command.js';
import { credentialsFor } from '../build/credentials.js';
import { pluginCommands } from '../build/plugins.js';
import { frontEndVariables } from '../front-ends/stage-variables.js';
import { frameworkHosts } from '../run/default-ports.js';
import { frameworkPorts } from '../run/framework.js';
import { hostFlags } from '../run/host-flags.js';
import { decideListening } from '../run/listening.js';
import { pinnedHosts } from '../run/port-settings.js';
import { findPorts } from '../run/ports.js';
import { decideStart, type Start } from '../run/start.js';
import { udpPorts } from '../run/udp-ports.js';
import { buildVariables } from './build-variables.js';
import { type Facts, readFacts } from './facts.js';
import { ignoreGroups, inputsOf } from './ignores.js';
import { chooseImages, type Images, TEMPLATE } from './images.js';
import { runLineOf } from './run-flags.js';
import { runtimeVariables } from './runtime-variables.js';
import { actsOf, stepsOf } from './steps.js';
import { targetVariables } from './target-variables.js';
import { warningsOf } from './warnings.js';

/** Decides the whole image of one Go program. */
export function planGo(situation: Situation<Main>): Plan {
  const { wishes, detection } = situation;
  const facts = readFacts(situation);
  const images = chooseImages(situation, facts);
  const tags = tagsOf(facts, images);
  const build = buildOf(facts, { images, tags, wish: wishes.buildCommand });
  const line = commandLineOf(facts.program);
  const start = startOf(facts, situation, line);
  const { frontEnds, main } = facts;
  const { base, options } = images.choice;
  return {
    ecosystem: 'go',
    app: decide(detection.app, detection.evidence[0] ?? main.from),
    template: decide(TEMPLATE, main.from),
    base,
    variables: {
      ...buildVariables(facts, { images, build, wish: wishes.buildCommand }),
      ...runtimeVariables(
        facts,
        images.choice,
        start,
        wishes.port === undefined ? udpPorts(facts.program) : [],
      ),
      ...targetVariables(facts, { images, tags, start, wishes }),
      ...frontEndVariables(frontEnds, facts.program),
      ignore: ignoreGroups(facts),
    },
    inputs: inputsOf(facts),
    buildFlags: [
      ...credentialsFor(facts.private).map(secretFlag),
      ...frontEnds.stages.flatMap((stage) => stage.buildFlags),
    ],
    ...(facts.init !== undefined && { init: facts.init.because }),
    ...runLineOf(
      facts,
      start,
      wishes.startCommand === undefined ? hostFlags(facts.program, line.isElsewhere) : [],
    ),
    ...(wishes.buildCommand === undefined && { steps: stepsOf(facts, { images, tags, build }) }),
    ...(wishes.startCommand === undefined && actsOf(facts, start.listening)),
    warnings: [
      ...images.warnings,
      ...warningsOf(facts, start.listening.environment, base.value),
      ...start.listening.warnings,
    ],
    bases: options,
    open: wishes.base === undefined ? ['base'] : [],
  };
}

/** The program's own build tags; a base without the zone database gets that compiled in. */
function tagsOf({ program, needs }: Facts, { choice }: Images): string[] {
  const zones = needs.timezones !== undefined && choice.base.value !== 'distroless';
  return [...(program.tags?.names ?? []), ...(zones ? ['timetzdata'] : [])];
}

interface BuildParts {
  images: Images;
  tags: string[];
  wish: Situation['wishes']['buildCommand'];
}

function buildOf(facts: Facts, { images, tags, wish }: BuildParts): Build {
  const { name, program, layout, cgo, stamps, plugins } = facts;
  const build = buildCommand({
    name,
    target: packagePath(program),
    tags,
    workdir: layout.workdir,
    cgo: cgo !== undefined,
    linked: images.musl,
    stamps: stamps.map(({ variable, argument }) => `${variable}=$${argument}`),
    ...(wish !== undefined && { wish }),
  });
  return { ...build, command: `${build.command}${pluginCommands(plugins, tagFlag(tags))}` };
}

function startOf(
  facts: Facts,
  { project, wishes }: Situation<Main>,
  { subcommand, isElsewhere }: CommandLine,
): Start {
  const { program, settings, folder, framework } = facts;
  const ports =
    framework?.serve === undefined
      ? findPorts(program, project, facts, isElsewhere)
      : frameworkPorts(framework, project);
  const hosts = [...pinnedHosts(program, project), ...frameworkHosts(program)];
  const listening = decideListening(ports, hosts, wishes.port);
  return decideStart(facts, {
    listening,
    subcommand,
    settings,
    folder,
    framework,
    wish: wishes.startCommand,
  });
}

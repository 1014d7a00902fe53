import { alsoSeen, type Decision, decide } from '../../../plan/decision.js';
import type { Project } from '../../../project/project.js';
import { appSettings } from '../read/app-settings.js';
import type { Model, Ports, Settings } from '../read/types.js';
import { fromCode } from './code-ports.js';
import { defaultPort } from './default-properties.js';
import { givenPort } from './given-ports.js';
import { portSetting, settingsPort, usualPorts } from './port-settings.js';
import { type Framework, frameworkOf } from './web-frameworks.js';

interface PortRequest {
  /** The module and those it needs. */
  needed: Model[];
  /** Names of classes that may be what starts. */
  started?: readonly string[];
  /** Ports that were read elsewhere already. */
  known?: Decision<number[]>;
  wish?: Decision<number>;
}

/** What is known when the ports are looked for. */
interface PortContext {
  project: Project;
  needed: Model[];
  started: readonly string[];
  settings: Settings;
  /** True where the settings name no port. */
  open: boolean;
}

/** One kind of place that may say the ports. */
export interface PortSource {
  source: string;
  /** Programs it is asked for: those of a framework, or those that say the port in their own code. */
  of: 'framework' | 'own code';
  /** Set for one that only counts where the repository says nothing. */
  unsaid?: true;
  find: (context: PortContext, framework: Framework) => Ports | undefined;
}

/** All of them, the strongest first: the first that finds something decides. Who looks for a port goes through this table. */
export const PORT_SOURCES: readonly PortSource[] = [
  { of: 'framework', source: 'what the code hands to the framework', find: handed },
  {
    of: 'framework',
    source: 'the settings of the framework',
    find: ({ settings }, framework) => settingsPort(settings, framework),
  },
  { of: 'framework', source: 'the default that the code gives the framework', find: preset },
  {
    of: 'own code',
    unsaid: true,
    source: 'the code, else a library',
    find: ({ project, needed }) => fromCode(project, needed),
  },
  {
    of: 'framework',
    unsaid: true,
    source: 'the default of the framework',
    find: ({ project, settings, needed }, framework) => usualPorts(project, settings, { framework, needed }),
  },
];

/** Finds the ports, and what else was said about the first of them. */
export function portsOf(
  project: Project,
  model: Model,
  { needed, started = [], known, wish }: PortRequest,
): Ports {
  const read = known !== undefined ? { ports: known } : readPorts(project, model, { needed, started });
  const found = { ...read, ...heardIn(read) };
  if (wish === undefined) return found;
  return { ...found, ports: decide([wish.value, ...read.ports.value.slice(1)], wish.from, wish.because) };
}

function heardIn({ ports, variable }: Ports): Pick<Ports, 'heard'> {
  const [port] = ports.value;
  if (port === undefined) return {};
  return { heard: { port, from: ports.from, ...(variable !== undefined && { variable }) } };
}

function readPorts(
  project: Project,
  model: Model,
  { needed, started }: { needed: Model[]; started: readonly string[] },
): Ports {
  const framework = frameworkOf(model, needed);
  if (framework === undefined) return fromCode(project, needed);
  const settings = appSettings(project, model);
  const open = portSetting(settings, framework.port) === undefined;
  const context = { project, needed, started, settings, open };
  const inCode = framework.portInCode === true && open;
  const asked = PORT_SOURCES.filter(({ of }) => of === 'framework' || inCode);
  for (const [at, { find }] of asked.entries()) {
    const found = find(context, framework);
    if (found !== undefined) return beside(found, asked.slice(at + 1), { context, framework });
  }
  return { ports: decide<number[]>([], 'default') };
}

/** What was found, with the ports that other places of the repository say and that lost. */
function beside(
  found: Ports,
  others: readonly PortSource[],
  { context, framework }: { context: PortContext; framework: Framework },
): Ports {
  const seen = others
    .filter(({ unsaid }) => unsaid !== true)
    .flatMap(({ find }) => find(context, framework)?.ports ?? [])
    .flatMap(({ value: [value], from }) => (value === undefined ? [] : [{ value, from }]));
  return { ...found, ports: alsoSeen(found.ports, found.ports.value[0] ?? null, seen) };
}

function handed({ project, needed, started }: PortContext, { port }: Framework): Ports | undefined {
  const given = givenPort(project, { needed, keys: port, started });
  if (given === undefined) return undefined;
  const because = 'the code hands it over, whatever settings say';
  return { ports: decide([Number(given.value)], given.from, because) };
}

function preset({ project, needed, open }: PortContext, framework: Framework): Ports | undefined {
  const found = open ? defaultPort(project, needed, framework.port) : undefined;
  const variable = found?.variable ?? framework.variable;
  return found && { ...found, ...(variable !== undefined && { variable }) };
}

import { type Decision, decide } from '../../../plan/decision.js';
import type { Evidence } from '../../../project/evidence.js';
import type { Project } from '../../../project/project.js';
import { appSettings } from '../read/app-settings.js';
import type { Model, Ports, Settings } from '../read/types.js';
import { fromCode } from './code-ports.js';
import { defaultPort } from './default-properties.js';
import { givenPort } from './given-ports.js';
import { type Framework, frameworkOf, servesHttp } from './web-frameworks.js';

interface PortRequest {
  /** The module and those it needs. */
  needed: Model[];
  /** Names of classes that may be what starts. */
  started?: readonly string[];
  /** Ports that were read elsewhere already. */
  known?: Decision<number[]>;
  wish?: Decision<number>;
}

/** Finds the ports: the framework's settings, its default when it serves HTTP, else the code. */
export function portsOf(
  project: Project,
  model: Model,
  { needed, started = [], known, wish }: PortRequest,
): Ports {
  const framework = frameworkOf(model, needed);
  const read =
    known !== undefined ? { ports: known } : frameworkPorts(project, model, { framework, needed, started });
  const found = { ...read, ...heardIn(read) };
  if (wish === undefined) return found;
  return { ...found, ports: decide([wish.value, ...read.ports.value.slice(1)], wish.from, wish.because) };
}

function heardIn({ ports, variable }: Ports): Pick<Ports, 'heard'> {
  const [port] = ports.value;
  if (port === undefined) return {};
  return { heard: { port, from: ports.from, ...(variable !== undefined && { variable }) } };
}

function frameworkPorts(
  project: Project,
  model: Model,
  {
    framework,
    needed,
    started,
  }: { framework: Framework | undefined; needed: Model[]; started: readonly string[] },
): Ports {
  if (framework === undefined) return fromCode(project, needed);
  const given = givenPort(project, { needed, keys: framework.port, started });
  if (given !== undefined) {
    return {
      ports: decide([Number(given.value)], given.from, 'the code hands it over, whatever settings say'),
    };
  }
  const settings = appSettings(project, model);
  const open = portSetting(settings, framework.port) === undefined;
  const byDefault = open ? defaultPort(project, needed, framework.port) : undefined;
  if (byDefault !== undefined) {
    const variable = byDefault.variable ?? framework.variable;
    return { ...byDefault, ...(variable !== undefined && { variable }) };
  }
  const inCode = framework.portInCode === true && open;
  return inCode ? fromCode(project, needed) : fromSettings(project, settings, { framework, needed });
}

function fromSettings(
  project: Project,
  settings: Settings,
  { framework, needed }: { framework: Framework; needed: Model[] },
): Ports {
  const main = portSetting(settings, framework.port);
  const management = portSetting(settings, framework.management ?? []);
  const web = servesHttp(project, framework, needed);
  const [usual = 8080] = framework.ports;
  const ports: number[] = [];
  if (main !== undefined) ports.push(...(main.port > 0 ? [main.port] : []));
  else if (web !== undefined) ports.push(usual);
  if (management !== undefined && management.port > 0 && !ports.includes(management.port))
    ports.push(management.port);
  const from = main?.from ?? web?.from ?? 'default';
  const because = main !== undefined || ports.length > 0 ? undefined : 'nothing in it serves HTTP';
  const found: Ports = {
    ports: decide(
      ports,
      from,
      main === undefined && web !== undefined ? `${web.value} listens on ${usual} by default` : because,
    ),
  };
  const open = main === undefined ? openVariable(settings, framework.port) : undefined;
  const variable = main?.variable ?? open ?? framework.variable;
  if (variable !== undefined) found.variable = variable;
  if (open !== undefined && ports.length > 0) found.open = true;
  const address = loopback(settings, framework);
  return address === undefined ? found : { ...found, address };
}

/** The first of the keys that gives a number: `8080`, `${PORT:8080}`, `${server.http:${PORT:8080}}`. */
function portSetting(
  settings: Settings,
  keys: string[],
): { port: number; variable?: string; from: Evidence } | undefined {
  for (const key of keys) {
    const setting = settings.get(key);
    // `${app.port}` is another setting; names of variables are in capitals.
    const value = setting?.value.replace(
      /\$\{([a-z][\w.-]*)(?::[^${}]*)?\}/g,
      (whole, name: string) => settings.get(name)?.value ?? whole,
    );
    const digits = /^(\d+)$|^\$\w+:(\d+)$|:\s*(\d+)\s*\}+$/.exec(value ?? '');
    if (setting === undefined || digits === null) continue;
    const variable = /^\$\{?([A-Z][A-Z0-9_]*):/.exec(setting.value)?.[1];
    const found = { port: Number(digits[1] ?? digits[2] ?? digits[3]), from: setting.from };
    return variable === undefined ? found : { ...found, variable };
  }
  return undefined;
}

/** The variable that the port is read from, where it has no default: `${PORT}`. */
function openVariable(settings: Settings, keys: string[]): string | undefined {
  const values = keys.flatMap((key) => settings.get(key)?.value ?? []);
  return values.map((value) => /^\$\{([A-Z][A-Z0-9_]*)\}$/.exec(value)?.[1]).find(Boolean);
}

function loopback(settings: Settings, { address }: Framework): Ports['address'] {
  const setting = address && settings.get(address.key);
  if (address === undefined || setting === undefined || !/^(localhost|127\.0\.0\.1|::1)$/.test(setting.value))
    return undefined;
  return { name: address.variable, value: '0.0.0.0', from: setting.from };
}

import { decide } from '../../../plan/decision.js';
import type { Evidence } from '../../../project/evidence.js';
import type { Project } from '../../../project/project.js';
import type { Model, Ports, Settings } from '../read/types.js';
import { type Framework, servesHttp } from './web-frameworks.js';

/** A port that settings name, with the variable that replaces it. */
export interface PortSetting {
  port: number;
  variable?: string;
  from: Evidence;
}

/** The port that the settings of the framework name, and its other one for monitoring; undefined where they name none. */
export function settingsPort(settings: Settings, framework: Framework): Ports | undefined {
  const main = portSetting(settings, framework.port);
  if (main === undefined) return undefined;
  const variable = main.variable ?? framework.variable;
  const ports = withManagement(main.port > 0 ? [main.port] : [], settings, framework);
  return {
    ports: decide(ports, main.from),
    ...(variable !== undefined && { variable }),
    ...bound(settings, framework),
  };
}

/** The port that the framework has by default, where something in the app serves HTTP. */
export function usualPorts(
  project: Project,
  settings: Settings,
  { framework, needed }: { framework: Framework; needed: Model[] },
): Ports {
  const web = servesHttp(project, framework, needed);
  const [usual = 8080] = framework.ports;
  const ports = withManagement(web === undefined ? [] : [usual], settings, framework);
  const open = openVariable(settings, framework.port);
  const variable = open ?? framework.variable;
  const because =
    web !== undefined
      ? `${web.value} listens on ${usual} by default`
      : ports.length > 0
        ? undefined
        : 'nothing in it serves HTTP';
  return {
    ports: decide(ports, web?.from ?? 'default', because),
    ...(variable !== undefined && { variable }),
    ...(open !== undefined && ports.length > 0 && { open: true as const }),
    ...bound(settings, framework),
  };
}

function withManagement(ports: number[], settings: Settings, { management = [] }: Framework): number[] {
  const found = portSetting(settings, management)?.port ?? 0;
  return found > 0 && !ports.includes(found) ? [...ports, found] : ports;
}

function bound(settings: Settings, framework: Framework): Pick<Ports, 'address'> {
  const address = loopback(settings, framework);
  return address === undefined ? {} : { address };
}

/** The first of the keys that gives a number: `8080`, `${PORT:8080}`, `${server.http:${PORT:8080}}`. */
export function portSetting(settings: Settings, keys: readonly string[]): PortSetting | undefined {
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

import { isClientSetting } from '../../../knowledge/client-settings.js';
import { fits } from '../../../knowledge/globs.js';
import { clientSettings } from '../../../knowledge/java.js';
import { namesLocalhost, namesService, onHost } from '../../../plan/host-machine.js';
import type { Evidence } from '../../../project/evidence.js';
import type { Project } from '../../../project/project.js';
import { appSettings } from '../read/app-settings.js';
import type { Model, Settings, Variable } from '../read/types.js';

/** A setting that looks for a server on the machine of the developer, and the variable that moves it. */
export interface HostService {
  key: string;
  variable: Variable;
  from: Evidence;
}

/**
 * The servers that the settings look for on localhost, which in a container is the container itself: each with the
 * variable that says where they are. `own`: ports of the app, which may look for itself.
 */
export function hostServices(project: Project, model: Model, own: readonly number[]): HostService[] {
  const patterns = clientSettings().map(plain);
  const settings = appSettings(project, model);
  const found = [...settings].flatMap(([key, { value: written, from }]) => {
    const value = filledIn(written, settings);
    if (key.startsWith('%') || !(fits(plain(key), patterns) || isOwnSetting(key, value, from))) return [];
    if (own.some((port) => new RegExp(`(?:localhost|127\\.0\\.0\\.1):${port}\\b`).test(value))) return [];
    const variable = moved(key, written) ?? movedInPart(written, settings);
    return variable === undefined ? [] : [{ key, variable, from }];
  });
  return found.filter(
    ({ variable }, index) => found.findIndex((other) => other.variable.name === variable.name) === index,
  );
}

const PART = /\$\{([A-Za-z][\w.-]*)\}/g;

/** A value with what other settings give its placeholders: `jdbc:postgresql://${HOST}/shop`, `HOST=localhost:5432`. */
function filledIn(value: string, settings: Settings): string {
  return value.replace(PART, (whole, name: string) => settings.get(name)?.value ?? whole);
}

/** The variable that replaces the part of a value in which another setting names this machine. */
function movedInPart(value: string, settings: Settings): Variable | undefined {
  for (const [, name = ''] of value.matchAll(PART)) {
    const part = settings.get(name)?.value ?? '';
    if (!namesLocalhost(part) || part.includes('${')) continue;
    return { name: /^[A-Z][A-Z0-9_]*$/.test(name) ? name : variableOf(name), value: onHost(part) };
  }
  return undefined;
}

/** A setting of the program's own that says where another server is: `kafka.brokerConnect: localhost:9092`. */
function isOwnSetting(key: string, value: string, from: Evidence): boolean {
  const file = typeof from === 'object' && 'file' in from ? from.file : '';
  if (!/\/(application|bootstrap)\.\w+$/.test(file) || /listen|bind|debug|metrics|^server\./i.test(key))
    return false;
  const preset = value.replace(/^\$\{\w+:([^${}]*)\}$/, '$1');
  const bare = /^[\w.-]+(:\d+)?$/.test(preset) && isClientSetting(key);
  return bare || namesService(preset) || preset.startsWith('jdbc:');
}

/** Keys may be written in several ways: `serviceUrl`, `service-url`. */
function plain(key: string): string {
  return key.replace(/-/g, '').toLowerCase();
}

/** The variable that replaces the whole setting, or the placeholder that the address stands in. */
function moved(key: string, value: string): Variable | undefined {
  if (!namesLocalhost(value)) return undefined;
  const placeholder = [...value.matchAll(/\$\{([A-Z][A-Z0-9_]*):([^${}]*)\}/g)].find(([, , preset = '']) =>
    namesLocalhost(preset),
  );
  if (placeholder !== undefined) {
    const [, name = '', preset = ''] = placeholder;
    return { name, value: onHost(preset) };
  }
  return value.includes('${') ? undefined : { name: variableOf(key), value: onHost(value) };
}

/** Spring leaves dashes out (https://docs.spring.io/spring-boot/reference/features/external-config.html), MicroProfile makes all `_`. */
function variableOf(key: string): string {
  const dashes = key.startsWith('quarkus.') ? '_' : '';
  return key.replace(/-/g, dashes).replace(/\W/g, '_').toUpperCase();
}

import { parseAllDocuments } from 'yaml';
import { type Evidence, lineAt, place } from '../../../project/evidence.js';
import { literal } from '../../../project/literal.js';
import { below } from '../../../project/paths.js';
import type { Project } from '../../../project/project.js';
import { resolved } from './properties.js';
import type { Model, Settings, Value } from './types.js';

/** Where Spring Boot, Quarkus, Micronaut and Helidon read them, the strongest first. */
const APP_SETTINGS = [
  'config/application.properties',
  'config/application.yml',
  'config/application.yaml',
  'src/main/resources/config/application.properties',
  'src/main/resources/config/application.yml',
  'src/main/resources/config/application.yaml',
  'src/main/resources/application.properties',
  'src/main/resources/application.yml',
  'src/main/resources/application.yaml',
  'src/main/resources/application.conf',
  'src/main/resources/bootstrap.properties',
  'src/main/resources/bootstrap.yml',
  'src/main/resources/bootstrap.yaml',
  'src/main/resources/META-INF/microprofile-config.properties',
];

/** A document of a settings file; `profiles` when it holds only with one of them. */
interface Part {
  values: Settings;
  profiles?: string;
}

/**
 * All settings of a module as they hold when it starts: those of the profile that the settings themselves
 * switch on beat the others, and `%prod.` is what Quarkus takes in an image.
 */
export function appSettings(project: Project, model: Model): Settings {
  const module = model.directory;
  const paths = [...APP_SETTINGS.map((file) => below(module, file)), ...otherFiles(project, module)];
  const parts = paths.flatMap((path) => partsOf(project, path));
  const settings: Settings = new Map();
  for (const { values } of parts.filter(({ profiles }) => profiles === undefined)) {
    for (const [key, value] of values) if (!settings.has(key)) settings.set(key, filtered(model, value));
  }
  for (const profile of springProfiles(settings)) {
    const ofFiles = APP_SETTINGS.filter((file) => /application\./.test(file)).flatMap((file) =>
      partsOf(project, below(module, file.replace('application.', `application-${profile}.`))),
    );
    const own = parts.filter(({ profiles = '' }) => profiles.split(/[\s,|]+/).includes(profile));
    for (const { values } of [...own, ...ofFiles.reverse()]) {
      for (const [key, value] of values) settings.set(key, filtered(model, value));
    }
  }
  for (const [key, value] of [...settings]) {
    if (key.startsWith('%prod.')) settings.set(key.slice('%prod.'.length), value);
  }
  return settings;
}

/** Every key in the settings files among a module's resources, of whatever profile, as {@link relaxed} has it. */
export function settingKeys(project: Project, { directory }: Model): Set<string> {
  const resources = below(directory, 'src/main/resources');
  const paths = [...project.walk(resources)].filter((path) => /\.(properties|ya?ml)$/.test(path));
  const keys = paths.flatMap((path) => partsOf(project, path)).flatMap(({ values }) => [...values.keys()]);
  return new Set(keys.map(relaxed));
}

/** A key without what may be written in several ways: `mail.fromAddress`, `mail.from-address`. */
export function relaxed(key: string): string {
  return key
    .replace(/^%[\w-]+\./, '')
    .replace(/[-_]/g, '')
    .toLowerCase();
}

/** Fills in what Maven's resource filtering does: `@profile@`. */
function filtered(model: Model, { value, from }: Value): Value {
  return {
    value: value.replace(/@([\w.-]+)@/g, (whole, name: string) => resolved(model, name)?.value ?? whole),
    from,
  };
}

/** Profiles that Spring's own settings switch on: `dev`, `${PROFILE:dev}`. */
function springProfiles(settings: Settings): string[] {
  return ['spring.profiles.default', 'spring.profiles.active', 'spring.profiles.include']
    .flatMap((key) =>
      key.endsWith('default') && settings.has('spring.profiles.active')
        ? []
        : (settings.get(key)?.value ?? []),
    )
    .map((value) => /^\$\{[^:}]+:([^}]*)\}$/.exec(value)?.[1] ?? value)
    .flatMap((value) => value.split(','))
    .map((name) => name.trim())
    .filter((name) => /^[\w-]+$/.test(name));
}

function partsOf(project: Project, path: string): Part[] {
  return project.once('settings', path, () => {
    const text = project.read(path);
    if (text === undefined) return [];
    if (path.endsWith('.conf')) return fromHocon(path, text);
    return path.endsWith('.properties') ? fromProperties(path, text) : fromYaml(path, text);
  });
}

/** Settings under another name (`spring.config.name`): they come last, and files for a profile not at all. */
function otherFiles(project: Project, module: string): string[] {
  const resources = below(module, 'src/main/resources');
  return project
    .entries(resources)
    .filter(
      ({ name }) =>
        /\.ya?ml$/.test(name) && !/^(application|bootstrap|logback|log4j2?|messages)\b/.test(name),
    )
    .map(({ name }) => below(resources, name));
}

/** The condition of a document: https://docs.spring.io/spring-boot/reference/features/external-config.html */
const CONDITIONS = ['spring.config.activate.on-profile', 'spring.profiles'];

function partOf(values: Settings): Part {
  const profiles = CONDITIONS.map((key) => values.get(key)?.value).find(Boolean);
  return profiles === undefined ? { values } : { values, profiles };
}

function fromProperties(path: string, text: string): Part[] {
  return text.split(/^[#!]---\s*$/m).map((document) => {
    const values: Settings = new Map();
    for (const [line, key = '', value = ''] of document.matchAll(/^[ \t]*([^\s#!=:]+)[ \t]*[=:](.*)$/gm)) {
      const from = place(path, lineAt(text, Math.max(0, text.indexOf(line))), line);
      values.set(key, { value: value.trim(), from });
    }
    return partOf(values);
  });
}

/** The port of Ktor, the one setting that is read from HOCON: https://ktor.io/docs/server-configuration-file.html */
function fromHocon(path: string, text: string): Part[] {
  const found = /\bdeployment\s*(?:\{[^{}]*?\b|\.)port\s*[=:]\s*"?(\d{2,5})/.exec(text);
  if (found === null) return [];
  const variable = /\bport\s*[=:]\s*"?\$\{\?(\w+)\}/.exec(text)?.[1];
  const value = variable === undefined ? (found[1] ?? '') : `\${${variable}:${found[1]}}`;
  const from = place(
    path,
    lineAt(text, found.index + found[0].lastIndexOf('port')),
    found[0].slice(found[0].lastIndexOf('port')),
  );
  return [{ values: new Map([['ktor.deployment.port', { value, from }]]) }];
}

function fromYaml(path: string, text: string): Part[] {
  // `@name@` is a placeholder of Maven's resource filtering, and no YAML.
  const readable = text.replace(/(^|[:\s-])(@[\w.-]+@)/gm, "$1'$2'");
  if (isTooDeep(readable)) return [];
  const documents = [...parseAllDocuments(readable, { logLevel: 'silent' })];
  return documents.flatMap((document) => {
    if (document.errors.length > 0) return [];
    const flat = new Map<string, string>();
    flatten('', plainOf(document), flat);
    const entries = [...flat].map(
      ([key, value]) => [key, { value, from: yamlPlace(path, text, key) }] as const,
    );
    return [partOf(new Map(entries))];
  });
}

/** A document as plain values; nothing for one whose aliases would fill the memory, which the parser refuses. */
function plainOf(document: { toJS(): unknown }): unknown {
  try {
    return document.toJS();
  } catch {
    return undefined;
  }
}

/** Nobody nests settings so deep, and a parser takes the square of the depth. */
function isTooDeep(text: string): boolean {
  return /^[ \t]{200}[^\s#]/m.test(text) || /(?:[[{]\s*){100}/.test(text);
}

function flatten(prefix: string, value: unknown, into: Map<string, string>): void {
  if (value === undefined) return;
  // A key without a value is there, and empty.
  if (value === null) into.set(prefix, '');
  else if (typeof value !== 'object') into.set(prefix, String(value));
  else if (Array.isArray(value)) {
    if (value.every((item) => typeof item !== 'object')) into.set(prefix, value.join(','));
  } else {
    for (const [key, child] of Object.entries(value))
      flatten(prefix === '' ? key : `${prefix}.${key}`, child, into);
  }
}

function yamlPlace(path: string, text: string, key: string): Evidence {
  const last = literal(key.slice(key.lastIndexOf('.') + 1));
  const found = new RegExp(`^[ \\t]*(?:[\\w.-]+\\.)?${last}[ \\t]*:.*$`, 'm').exec(text);
  return found === null ? place(path) : place(path, lineAt(text, found.index), `${key}`);
}

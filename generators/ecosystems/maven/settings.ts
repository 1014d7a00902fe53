import { parseAllDocuments } from 'yaml';
import { at, lineAt } from '../../decision.js';
import { below, type Project } from '../../project.js';
import type { Value } from './model.js';

/** Flat settings of the app: `server.port` → `8081`, with their evidence. */
export type Settings = Map<string, Value>;

/** Where Spring Boot, Quarkus, Micronaut and Helidon read them, the strongest first. */
const FILES = [
  'src/main/resources/config/application.properties',
  'src/main/resources/config/application.yml',
  'src/main/resources/config/application.yaml',
  'src/main/resources/application.properties',
  'src/main/resources/application.yml',
  'src/main/resources/application.yaml',
  'src/main/resources/bootstrap.properties',
  'src/main/resources/bootstrap.yml',
  'src/main/resources/bootstrap.yaml',
  'src/main/resources/META-INF/microprofile-config.properties',
];

/** All settings of a module that hold without a profile. */
export function appSettings(project: Project, module: string): Settings {
  const settings: Settings = new Map();
  for (const path of [...FILES.map((file) => below(module, file)), ...otherFiles(project, module)]) {
    const text = project.read(path);
    if (text === undefined) continue;
    const found = path.endsWith('.properties') ? fromProperties(path, text) : fromYaml(path, text);
    for (const [key, value] of found) if (!settings.has(key)) settings.set(key, value);
  }
  return settings;
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

function fromProperties(path: string, text: string): Settings {
  const settings: Settings = new Map();
  // Documents after `#---` may be for a profile: https://docs.spring.io/spring-boot/reference/features/external-config.html
  const documents = text.split(/^[#!]---\s*$/m).filter((part, i) => i === 0 || !/on-profile/.test(part));
  for (const document of documents) {
    for (const [line, key = '', value = ''] of document.matchAll(
      /^[ \t]*([^\s#!=:]+)[ \t]*[=:][ \t]*(.*)$/gm,
    )) {
      const from = at(path, lineAt(text, Math.max(0, text.indexOf(line))), line);
      settings.set(key, { value: value.trim(), from });
    }
  }
  return settings;
}

function fromYaml(path: string, text: string): Settings {
  const settings: Settings = new Map();
  // `@name@` is a placeholder of Maven's resource filtering, and no YAML.
  const readable = text.replace(/(^|[:\s-]\s*)(@[\w.-]+@)/gm, "$1'$2'");
  for (const document of parseAllDocuments(readable, { logLevel: 'silent' })) {
    if (document.errors.length > 0) continue;
    const flat = new Map<string, string>();
    flatten('', document.toJS(), flat);
    if (flat.has('spring.config.activate.on-profile') || flat.has('spring.profiles')) continue;
    for (const [key, value] of flat) settings.set(key, { value, from: yamlEvidence(path, text, key) });
  }
  return settings;
}

function flatten(prefix: string, value: unknown, into: Map<string, string>): void {
  if (value === null || value === undefined) return;
  if (typeof value !== 'object') into.set(prefix, String(value));
  else if (!Array.isArray(value)) {
    for (const [key, child] of Object.entries(value))
      flatten(prefix === '' ? key : `${prefix}.${key}`, child, into);
  }
}

function yamlEvidence(path: string, text: string, key: string): string {
  const last = key.slice(key.lastIndexOf('.') + 1).replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const found = new RegExp(`^[ \\t]*(?:[\\w.-]+\\.)?${last}[ \\t]*:.*$`, 'm').exec(text);
  return found === null ? at(path) : at(path, lineAt(text, found.index), `${key}`);
}

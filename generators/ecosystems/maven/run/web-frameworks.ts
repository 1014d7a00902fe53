import { type KnownFramework, knownFrameworks, names } from '../../../knowledge/java.js';
import { lineAt, place } from '../../../project/evidence.js';
import type { Project } from '../../../project/project.js';
import { dependencies } from '../read/dependencies.js';
import { plugin } from '../read/plugins.js';
import { artifactPlace } from '../read/pom.js';
import { sourceFiles } from '../read/sources.js';
import type { Model, Value } from '../read/types.js';

/** A framework whose settings say the port. */
export type Framework = KnownFramework & { port: string[] };

const BY_SETTINGS = knownFrameworks.filter((each): each is Framework => each.port !== undefined);
const BY_CODE = knownFrameworks.filter(({ port }) => port === undefined);

/** The framework of a module; undefined for a program that is its own. */
export function frameworkOf(model: Model, needed: Model[]): Framework | undefined {
  const built = BY_SETTINGS.find((each) => each.plugin !== undefined && plugin(model, each.plugin));
  if (built !== undefined) return built;
  const all = needed.flatMap(dependencies);
  return BY_SETTINGS.find(({ signs, web }) => all.some((each) => names(signs ?? web, each)));
}

/** What makes a module serve HTTP: an artifact, or code that only a server has. */
export function servesHttp(project: Project, framework: Framework, needed: Model[]): Value | undefined {
  return webDependency(framework, needed) ?? webCode(project, framework, needed);
}

function webDependency({ web, except = [] }: KnownFramework, needed: Model[]): Value | undefined {
  for (const model of needed) {
    const found = dependencies(model).find(
      (each) => each.scope !== 'test' && names(web, each) && !names(except, each),
    );
    if (found !== undefined) {
      return { value: found.artifactId, from: artifactPlace(model, { artifactId: found.artifactId }) };
    }
  }
  return undefined;
}

/** Code that serves HTTP, where no dependency that is known says so. */
function webCode(
  project: Project,
  { annotations, imports = '' }: Framework,
  needed: Model[],
): Value | undefined {
  if (annotations === undefined) return undefined;
  const code = new RegExp(`^[ \\t]*@(?:${annotations.join('|')})\\b`, 'm');
  for (const { path, text } of needed.flatMap((model) => [...sourceFiles(project, model)])) {
    const found = text.includes(imports) ? code.exec(text) : null;
    if (found === null) continue;
    const value = found[0].trim();
    return { value, from: place(path, lineAt(text, found.index + found[0].indexOf(value)), value) };
  }
  return undefined;
}

/** The ports of a library that nothing names one for, and what says that it is used. */
export function libraryPorts(needed: Model[]): { ports: number[]; from: Value['from'] } | undefined {
  for (const model of needed) {
    for (const each of dependencies(model)) {
      const row = BY_CODE.find(({ web, except = [] }) => names(web, each) && !names(except, each));
      if (row === undefined) continue;
      return { ports: row.ports, from: artifactPlace(model, { artifactId: each.artifactId }) };
    }
  }
  return undefined;
}

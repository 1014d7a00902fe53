import { fits } from './globs.js';
import apis from './java-apis.json' with { type: 'json' };
import clients from './java-client-settings.json' with { type: 'json' };
import desktop from './java-desktop.json' with { type: 'json' };
import frameworks from './java-frameworks.json' with { type: 'json' };
import modules from './java-modules.json' with { type: 'json' };
import newer from './java-newer-apis.json' with { type: 'json' };
import services from './java-services.json' with { type: 'json' };
import servlets from './servlet-versions.json' with { type: 'json' };

/** An artifact as the tables name it. */
interface Artifact {
  groupId: string;
  artifactId: string;
}

/** A framework that serves HTTP; the schema of `java-frameworks.json` says what each field means. */
export interface KnownFramework {
  framework: string;
  plugin?: string;
  signs?: string[];
  web: string[];
  except?: string[];
  annotations?: string[];
  imports?: string;
  port?: string[];
  portInCode?: true;
  variable?: string;
  beside?: string;
  address?: { key: string; variable: string };
  management?: string[];
  ports: number[];
}

/** All frameworks, those that settings say the port of before the others. */
export const knownFrameworks = frameworks.rows as KnownFramework[];

/** True when one of the patterns means this artifact: by `group:artifact`, or by the artifact id alone. */
export function names(patterns: readonly string[], { groupId, artifactId }: Artifact): boolean {
  return patterns.some((pattern) =>
    fits(pattern.includes(':') ? `${groupId}:${artifactId}` : artifactId, [pattern]),
  );
}

/** Artifacts of what a program connects to or holds, by kind. */
export function artifactsOf(kind: 'database' | 'embedded' | 'service'): string[] {
  return services.rows.filter((row) => row.kind === kind).flatMap(({ artifacts }) => artifacts);
}

/** Artifacts of the clients that fetch settings of the program from a server. */
export function settingsClients(): string[] {
  const rows: { settings?: boolean; artifacts: string[] }[] = services.rows;
  return rows.filter(({ settings }) => settings).flatMap(({ artifacts }) => artifacts);
}

/** Keys of settings that hold the address of a server, as patterns. */
export function clientSettings(): string[] {
  return clients.rows.map(({ setting }) => setting);
}

/** APIs that an application server has, or that old JDKs had. */
export interface KnownApi {
  api: string;
  packages: string[];
  broughtBy: string[];
}

export function apisOf(owner: 'server' | 'old JDK'): KnownApi[] {
  return apis.rows.filter((row) => row.of === owner);
}

/** An import of one of the packages of an API. */
export function importOf({ packages }: KnownApi): RegExp {
  const literal = packages.map((name) => name.replaceAll('.', '\\.'));
  return new RegExp(`^import\\s+(?:${literal.join('|')})`, 'm');
}

/** Modules that are looked up by name, and what they are for. */
export const namedModules: { modules: string[]; purpose: string }[] = modules.rows;

/** Artifacts whose version tells the Tomcat they are for: the first version for 10.1, and for 11. */
export const servletVersions: { artifacts: string[]; tomcat10: string; tomcat11?: string }[] = servlets.rows;

/** Code that means something known, in a file that imports what it is of. */
export interface KnownCode {
  code: RegExp;
  /** What a file has to import for the code to mean it. */
  imports?: RegExp;
}

/** A place in a text where such code stands; undefined where it does not, or means something else. */
export function offsetOf({ code, imports }: KnownCode, text: string): number | undefined {
  return imports === undefined || imports.test(text) ? code.exec(text)?.index : undefined;
}

function knownCode({ code, imports }: { code: string; imports?: string[] }): KnownCode {
  const names = imports?.map((name) => name.replace(/[.*]/g, '\\$&')).join('|');
  return {
    code: new RegExp(code, 'm'),
    ...(names !== undefined && {
      imports: new RegExp(`^[ \\t]*import\\s+(?:${names})[ \\t]*(?:;[ \\t]*)?$`, 'm'),
    }),
  };
}

/** All that came after a feature release, by the code that uses it. */
export function newerApisThan(java: number): (KnownCode & { api: string; since: number })[] {
  const rows: { api: string; since: number; code: string; imports?: string[] }[] = newer.rows;
  return rows
    .filter(({ since }) => since > java)
    .map(({ api, since, ...row }) => ({ api, since, ...knownCode(row) }));
}

/** What opens windows, by the code that does. */
export function desktopToolkits(): (KnownCode & { toolkit: string })[] {
  const rows: { toolkit: string; code: string; imports?: string[] }[] = desktop.rows;
  return rows.map(({ toolkit, ...row }) => ({ toolkit, ...knownCode(row) }));
}

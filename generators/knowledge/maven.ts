import coerce from 'semver/functions/coerce.js';
import satisfies from 'semver/functions/satisfies.js';
import { fits } from './globs.js';
import parents from './maven-parents.json' with { type: 'json' };
import plugins from './maven-plugins.json' with { type: 'json' };
import repositories from './maven-repositories.json' with { type: 'json' };

/** What is known of a plug-in; the schema of `maven-plugins.json` says what each field means. */
export interface KnownPlugin {
  plugin: string;
  sourcesOnly?: true;
  skip?: string[];
  goals?: string[];
  because?: string;
  needsGit?: true;
  often?: true;
  gitHooks?: true;
  database?: { goals: string[]; setting?: string };
  breaks?: { below: string; setting: string[]; because: string };
  server?: string;
  packs?: ServerPack[];
}

/** A goal that packs a war with its server. */
interface ServerPack {
  goal: string;
  suffix: string;
  named?: 'artifactId';
  when?: { setting: string; value: string };
  bound?: true;
  since?: string;
  flags?: string[];
  port: number;
  arguments?: string[];
  moves?: string[];
}

/** All plug-ins that something is known of. */
export const knownPlugins = plugins.rows as KnownPlugin[];

/** A parent POM that is not in the repository. */
export interface KnownParent {
  group: string;
  artifact: string;
  versions: string;
  /** What it gives to its children, as the section of a POM. */
  section?: object;
  /** True when it brings checks that stop a build without git or on another machine. */
  checks?: true;
}

/** What is known of a parent; undefined when it may bring anything. */
export function parentOf(coordinates: {
  groupId: string;
  artifactId: string;
  version: string;
}): KnownParent | undefined {
  const version = coerce(coordinates.version);
  return (parents.rows as KnownParent[]).find(
    ({ group, artifact, versions }) =>
      fits(coordinates.groupId, [group]) &&
      fits(coordinates.artifactId, [artifact]) &&
      (versions === '*' || (version !== null && satisfies(version, versions))),
  );
}

interface KnownRepository {
  host: string;
  path?: string;
  credentials: 'none' | 'always';
}

/** Whether a Maven repository asks for credentials; undefined when nothing is known of it. */
export function credentialsOf(url: string): 'none' | 'always' | undefined {
  const [, host, path = ''] = /^https?:\/\/([^/:]+)(?::[^/]*)?(\/.*)?$/.exec(url) ?? [];
  if (host === undefined) return undefined;
  const rows = (repositories.rows as KnownRepository[]).filter(
    (row) => fits(host, [row.host, `*.${row.host}`]) && path.includes(row.path ?? ''),
  );
  return rows.find(({ credentials }) => credentials === 'none')?.credentials ?? rows[0]?.credentials;
}

import { within } from '../../../project/paths.js';
import type { Project } from '../../../project/project.js';
import type { Flags } from './types.js';
import { all, one, text, type Xml } from './xml.js';

/** Profiles are judged for the JDK most builds get; `<jdk>` ranges rarely tell newer ones apart. */
const ASSUMED_JDK = 17;

interface ProfileRequest {
  node: Xml;
  directory: string;
  project: Project;
  flags: Flags;
}

/**
 * The profiles of a POM that a plain `mvn package` on Linux activates, in document order:
 * `activeByDefault` counts only when nothing else activates one of the same POM.
 */
export function activeProfiles(request: ProfileRequest): Xml[] {
  const profiles = all(request.node, 'profiles', 'profile');
  const active = profiles.filter((profile) => isActive(profile, request));
  if (active.length > 0) return active;
  return profiles.filter((profile) => {
    const id = text(profile, 'id') ?? '';
    return (
      text(profile, 'activation', 'activeByDefault') === 'true' && !request.flags.profiles.includes(`!${id}`)
    );
  });
}

function isActive(profile: Xml, request: ProfileRequest): boolean {
  const { flags } = request;
  const id = text(profile, 'id') ?? '';
  if (flags.profiles.includes(`!${id}`)) return false;
  if (flags.profiles.includes(id)) return true;
  const activation = one(profile, 'activation');
  if (activation === undefined || typeof activation === 'string') return false;
  const verdicts = [
    jdkMatches(text(activation, 'jdk')),
    osMatches(one(activation, 'os')),
    propertyMatches(one(activation, 'property'), flags),
    fileMatches(one(activation, 'file'), request),
  ].filter((verdict) => verdict !== undefined);
  return verdicts.length > 0 && verdicts.every(Boolean);
}

/** `17`, `!1.8`, `[11,)`: as Maven reads them. */
function jdkMatches(range: string | undefined): boolean | undefined {
  if (range === undefined) return undefined;
  if (range.startsWith('!')) return !jdkMatches(range.slice(1));
  const bounds = /^([[(])([^,]*),([^)\]]*)([)\]])$/.exec(range);
  if (bounds === null) return major(range) === ASSUMED_JDK;
  const [, open, low = '', high = '', close] = bounds;
  const aboveLow = low === '' || (open === '[' ? ASSUMED_JDK >= major(low) : ASSUMED_JDK > major(low));
  const belowHigh = high === '' || (close === ']' ? ASSUMED_JDK <= major(high) : ASSUMED_JDK < major(high));
  return aboveLow && belowHigh;
}

function major(version: string): number {
  return Number.parseInt(version.trim().replace(/^1\./, ''), 10);
}

function osMatches(os: Xml | undefined): boolean | undefined {
  if (os === undefined) return undefined;
  const is = (value: string | undefined, ...names: string[]): boolean => {
    if (value === undefined) return true;
    const negated = value.startsWith('!');
    return names.includes(value.replace(/^!/, '').toLowerCase()) !== negated;
  };
  return is(text(os, 'family'), 'unix') && is(text(os, 'name'), 'linux') && is(text(os, 'arch'), 'amd64');
}

function propertyMatches(property: Xml | undefined, { properties }: Flags): boolean | undefined {
  const name = text(property, 'name');
  if (name === undefined) return undefined;
  if (name.startsWith('!')) return properties[name.slice(1)] === undefined;
  const value = text(property, 'value');
  const given = properties[name];
  if (value?.startsWith('!')) return given !== value.slice(1);
  return value === undefined ? given !== undefined : given === value;
}

function fileMatches(file: Xml | undefined, { project, directory }: ProfileRequest): boolean | undefined {
  const there = (name: string): boolean => {
    const path = within(directory, name.replace(/^\$\{(project\.)?basedir\}\//, ''));
    return path !== undefined && (project.has(path) || project.hasDirectory(path));
  };
  const exists = text(file, 'exists');
  if (exists !== undefined) return there(exists);
  const missing = text(file, 'missing');
  return missing === undefined ? undefined : !there(missing);
}

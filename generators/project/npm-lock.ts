import { jsonIn } from './json.js';
import type { Project } from './project.js';

type Names = Record<string, string>;

/** One package of npm's lock file, as far as anything here looks at it. */
export interface LockEntry {
  version?: string;
  bin?: Names;
  hasInstallScript?: boolean;
  optional?: boolean;
  dev?: boolean;
  devOptional?: boolean;
  inBundle?: boolean;
  dependencies?: Record<string, unknown>;
  devDependencies?: Names;
  optionalDependencies?: Names;
  peerDependencies?: Names;
  peerDependenciesMeta?: Record<string, { optional?: boolean }>;
}

export interface NpmLock {
  lockfileVersion: string | undefined;
  /** By path, of npm 7 and newer. */
  packages: Record<string, LockEntry> | undefined;
  /** By name, with those inside of each, of npm 6 and older. */
  dependencies: Record<string, LockEntry>;
}

/**
 * What a package-lock.json holds; undefined where it is not there or no lock file. What is of the wrong kind counts as
 * not written: checked by hand, as a schema takes longer over thousands of packages than all the rest of a run.
 */
export function npmLock(project: Project, path: string): NpmLock | undefined {
  return project.once('npm lock file', path, () => {
    const json = objectOr(parsed(project, path));
    if (json === undefined) return undefined;
    const { lockfileVersion, packages, dependencies } = json;
    return {
      lockfileVersion: isPlain(lockfileVersion) ? String(lockfileVersion) : undefined,
      packages: objectOr(packages) && entriesOf(packages),
      dependencies: entriesOf(dependencies),
    };
  });
}

function parsed(project: Project, path: string): unknown {
  try {
    return jsonIn(project, path);
  } catch {
    return undefined;
  }
}

function entriesOf(value: unknown): Record<string, LockEntry> {
  const found = Object.create(null) as Record<string, LockEntry>;
  for (const [name, given] of Object.entries(objectOr(value) ?? {})) {
    const entry = objectOr(given);
    if (entry !== undefined) found[name] = entryOf(entry);
  }
  return found;
}

function entryOf(given: Record<string, unknown>): LockEntry {
  const entry: LockEntry = {};
  if (typeof given.version === 'string') entry.version = given.version;
  for (const name of ['hasInstallScript', 'optional', 'dev', 'devOptional', 'inBundle'] as const) {
    if (given[name] === true) entry[name] = true;
  }
  for (const name of NAMES) {
    const value = given[name] === undefined ? undefined : objectOr(given[name]);
    if (value !== undefined) entry[name] = texts(value);
  }
  const dependencies = objectOr(given.dependencies);
  if (dependencies !== undefined) entry.dependencies = Object.assign(Object.create(null), dependencies);
  const meta = objectOr(given.peerDependenciesMeta);
  if (meta !== undefined) {
    const kept = Object.entries(meta).flatMap(([name, each]) => (objectOr(each) ? [[name, each]] : []));
    entry.peerDependenciesMeta = Object.assign(Object.create(null), Object.fromEntries(kept));
  }
  return entry;
}

const NAMES = ['bin', 'devDependencies', 'optionalDependencies', 'peerDependencies'] as const;

function texts(value: Record<string, unknown>): Names {
  const kept = Object.create(null) as Names;
  for (const [name, each] of Object.entries(value)) if (typeof each === 'string') kept[name] = each;
  return kept;
}

/** Packages of npm 6 and older lie in each other. */
export function nestedEntries({ dependencies }: LockEntry): Record<string, LockEntry> {
  return entriesOf(dependencies);
}

function objectOr(value: unknown): Record<string, unknown> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : undefined;
}

function isPlain(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'number';
}

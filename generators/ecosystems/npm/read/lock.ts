import { type LockEntry, nestedEntries, npmLock } from '../../../project/npm-lock.js';
import { below } from '../../../project/paths.js';
import type { Project } from '../../../project/project.js';
import {
  missingBinary,
  type PeerFlaw,
  peerFlaw,
  type UnlockedOptional,
  unlockedOptional,
} from './lock-flaws.js';

export function managerTitle(id: ManagerId): string {
  return id === 'berry' ? 'yarn' : id;
}

export type ManagerId = 'npm' | 'pnpm' | 'yarn' | 'berry' | 'bun';

/**
 * Lock files by name, in the order they are believed when several are there and nothing else decides:
 * that of detect-package-manager, which a test asks.
 */
const LOCK_FILES: [string, ManagerId][] = [
  ['yarn.lock', 'yarn'],
  ['pnpm-lock.yaml', 'pnpm'],
  ['bun.lock', 'bun'],
  ['bun.lockb', 'bun'],
  ['npm-shrinkwrap.json', 'npm'],
  ['package-lock.json', 'npm'],
];

export interface LockedPackage {
  version: string;
  /** Executables it installs: name → file in the package. Only npm's lock file knows. */
  bin?: Record<string, string>;
  installScript?: boolean;
  /** True when production goes without it, also where it is optional. */
  dev?: boolean;
  /** True when its install script compiles, or downloads what would be compiled otherwise. */
  compiles?: boolean;
}

/** A lock file and what can be read of it. */
export interface Lock {
  file: string;
  manager: ManagerId;
  /** Format version as the file states it: `3`, `9.0`, `8`; undefined when it states none. */
  format: string | undefined;
  text: string;
  /** Packages by name; the one at the top of the tree when there are several versions. */
  packages: ReadonlyMap<string, LockedPackage>;
  /** Why `npm ci` would refuse it as it is, if it would. */
  peers?: PeerFlaw | undefined;
  /** Workspace packages with production modules of their own, by directory. Only npm's lock file knows. */
  nested?: ReadonlySet<string> | undefined;
  /** A binary for Linux that npm left out of it. */
  missingBinary?: string | undefined;
  /** What another package takes where it can be had, and npm's lock file leaves out. */
  unlocked?: UnlockedOptional | undefined;
}

/** The lock files in a directory, the most believed first. */
export function lockFiles(project: Project, dir: string): { file: string; manager: ManagerId }[] {
  return LOCK_FILES.filter(([file]) => project.has(below(dir, file))).map(([file, manager]) => ({
    file,
    manager: file === 'yarn.lock' && isBerry(project, dir) ? 'berry' : manager,
  }));
}

function isBerry(project: Project, dir: string): boolean {
  return /^__metadata:/m.test(project.read(below(dir, 'yarn.lock')) ?? '');
}

/** Reads a lock file. Never throws: one that cannot be read holds no packages. */
export function readLock(project: Project, dir: string, file: string, manager: ManagerId): Lock {
  return project.once('lock file', below(dir, file), () => parseLock(project, dir, file, manager));
}

function parseLock(project: Project, dir: string, file: string, manager: ManagerId): Lock {
  const text = project.read(below(dir, file)) ?? '';
  const lock = { file, manager, text };
  if (manager === 'npm') return { ...lock, ...readNpm(project, below(dir, file)) };
  if (manager === 'pnpm') {
    const format = /^lockfileVersion:\s*['"]?([\d.]+)/m.exec(text)?.[1];
    return {
      ...lock,
      format,
      packages: scan(text, /^ {2}['"]?\/?(@?[^@\s'"/]+(?:\/[^@\s'"/]+)?)[@/](\d[^:('"_\s]*)/gm),
    };
  }
  if (manager === 'bun') {
    return { ...lock, format: undefined, packages: scan(text, /^ {4}"[^"]+": \["(@?[^@"]+)@(\d[^"]*)"/gm) };
  }
  const format = /^__metadata:\r?\n\s+version:\s*(\d+)/m.exec(text)?.[1];
  return { ...lock, format, packages: scan(text, /^"?(@?[^@\s"]+)@[^\n]*:\r?\n\s+version:? "?([^"\s]+)/gm) };
}

function scan(text: string, pattern: RegExp): Map<string, LockedPackage> {
  const packages = new Map<string, LockedPackage>();
  for (const [, name = '', version = ''] of text.matchAll(pattern)) {
    if (!packages.has(name)) packages.set(name, { version });
  }
  return packages;
}

function readNpm(
  project: Project,
  path: string,
): Pick<Lock, 'format' | 'packages' | 'peers' | 'nested' | 'missingBinary' | 'unlocked'> {
  const packages = new Map<string, LockedPackage>();
  const json = npmLock(project, path);
  if (json === undefined) return { format: undefined, packages };
  const add = (name: string, entry: LockEntry) => {
    if (entry.version === undefined || packages.has(name)) return;
    const found: LockedPackage = { version: entry.version };
    if (entry.bin !== undefined) found.bin = entry.bin;
    if (entry.hasInstallScript) found.installScript = true;
    if (entry.dev || entry.optional || entry.devOptional) found.dev = true;
    if (entry.hasInstallScript && !entry.optional && compiles(entry)) found.compiles = true;
    packages.set(name, found);
  };
  const entries = Object.entries(json.packages ?? {});
  // The top of the tree first: it is what a start script finds. The modules of a workspace's package lie below it.
  const depth = (path: string) =>
    path.split('node_modules/').length + (path.startsWith('node_modules/') ? 0 : 1);
  entries.sort(([a], [b]) => depth(a) - depth(b));
  for (const [path, entry] of entries) {
    const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
    if (path.includes('node_modules/')) add(name, entry);
  }
  if (entries.length === 0) addNested(json.dependencies, add);
  const own = entries.flatMap(([path, { dev }]) =>
    dev ? [] : (/^(?!node_modules\/)(.+?)\/node_modules\//.exec(path)?.[1] ?? []),
  );
  return {
    format: json.lockfileVersion,
    packages,
    nested: json.packages ? new Set(own) : undefined,
    peers: json.packages ? peerFlaw(json.packages) : undefined,
    missingBinary: json.packages ? missingBinary(json.packages) : undefined,
    unlocked: json.packages ? unlockedOptional(json.packages) : undefined,
  };
}

/** What native addons are built with; a binary inside the package goes by node-gyp-build and counts as none. */
const ADDON_TOOLS = [
  'prebuild-install',
  '@mapbox/node-pre-gyp',
  'node-pre-gyp',
  'node-gyp',
  'nan',
  'cmake-js',
];

function compiles({ dependencies = {} }: LockEntry): boolean {
  return !('node-gyp-build' in dependencies) && ADDON_TOOLS.some((name) => name in dependencies);
}

/** Format 1, of npm 6 and older, nests packages instead of naming paths. */
function addNested(level: Record<string, LockEntry>, add: (name: string, entry: LockEntry) => void): void {
  for (const [name, entry] of Object.entries(level)) add(name, entry);
  for (const entry of Object.values(level)) if (entry.dependencies) addNested(nestedEntries(entry), add);
}

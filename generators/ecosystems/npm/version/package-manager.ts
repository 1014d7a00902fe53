import satisfies from 'semver/functions/satisfies.js';
import validRange from 'semver/ranges/valid.js';
import { type Decision, decide } from '../../../plan/decision.js';
import type { Warning } from '../../../plan/plan.js';
import { cite, place } from '../../../project/evidence.js';
import { below } from '../../../project/paths.js';
import type { Project } from '../../../project/project.js';
import { type Lock, lockFiles, type ManagerId, managerTitle, readLock } from '../read/lock.js';
import { unreadable } from '../read/lock-format.js';
import { foreignHosts } from '../read/lock-hosts.js';
import { dependenciesOf, keyAt, type Manifest } from '../read/manifest.js';
import { readWorkspace } from '../read/workspace.js';
import { refuse, warn } from '../sentences.js';
import { type Named, signOf, yarnOf } from './manager-signs.js';
import { managerVersion } from './manager-version.js';

/** Which package manager, in which version, with which lock file. */
export interface ManagerChoice {
  manager: Decision<ManagerId>;
  /** What `npm install -g` gets; undefined when the image's own is used. */
  version: Decision<string> | undefined;
  lock: Lock | undefined;
  /** True when the lock file covers the manifest, so that a frozen install can work. */
  frozen: boolean;
  warnings: Warning[];
}

/**
 * The package manager of an install root: `packageManager` or `devEngines`, else the lock file, else
 * npm. Several lock files and nothing that names one: the one that covers the manifest, in the order
 * detect-package-manager uses. That package itself is not called here: it looks at the disk, and
 * without a lock file at what the machine has installed.
 */
export function chooseManager(project: Project, root: Manifest): ManagerChoice {
  return project.once('package manager', root.dir, () => choiceOf(project, root));
}

function choiceOf(project: Project, root: Manifest): ManagerChoice {
  const warnings: Warning[] = [];
  const files = lockFiles(project, root.dir);
  const declared = namedManager(root) ?? (files.length === 0 ? signOf(project, root) : undefined);
  const other = declared && otherLock(declared, files);
  const named = other === undefined ? declared : undefined;
  if (declared !== undefined && other !== undefined) {
    warnings.push(
      warn(
        'lock-other-manager',
        { named: managerTitle(declared.id), lock: other.file, manager: other.manager },
        declared.from,
      ),
    );
  }
  const locks = files
    .filter(({ manager }) => named === undefined || family(manager) === family(named.id))
    .map(({ file, manager }) => readLock(project, root.dir, file, manager));
  const own = new Set(readWorkspace(project, root.dir)?.members.map(({ json }) => json.name));
  const missing = new Map(locks.map((lock) => [lock, uncovered(lock, root, own)]));
  const flaws = (one: Lock) => (missing.get(one)?.length ?? 0) + foreignHosts(one).length;
  // One that covers the manifest for all to see comes before bun's binary one, which may be of an earlier day.
  const hidden = (one: Lock) => (one.file === 'bun.lockb' && one.packages.size === 0 ? 1 : 0);
  const shown = locks.some((one) => one.packages.size > 0 && flaws(one) === 0);
  const lock = [...locks].sort((a, b) => flaws(a) - flaws(b) || (shown ? hidden(a) - hidden(b) : 0))[0];
  if (named === undefined && files.length > 1 && lock !== undefined) {
    const values = { locks: files.map(({ file }) => file), used: lock.file };
    warnings.push(warn('locks-several', values, place(below(root.dir, lock.file))));
  }
  const manager = managerOf(named, lock, root);
  const stale = lock === undefined ? [] : (missing.get(lock) ?? []);
  if (lock === undefined && Object.keys(dependenciesOf(root)).length > 0) {
    const values = { manager: managerTitle(manager.value), dir: root.dir };
    warnings.push(warn('lock-missing', values, place(root.path)));
  } else if (lock !== undefined && stale.length > 0) {
    const values = { lock: lock.file, manifest: root.path, packages: stale.slice(0, 3) };
    warnings.push(warn('lock-stale', values, place(below(root.dir, lock.file))));
  }
  const version = managerVersion(project, root, { manager: manager.value, named, lock });
  // A version that the lock file itself led to reads it.
  const foreign = version?.from === named?.from && unreadable(manager.value, version?.value, lock);
  if (lock !== undefined) warnings.push(...lockWarnings(root, lock, foreign ? version : undefined));
  const flawed = lock?.missingBinary !== undefined || lock?.unlocked !== undefined;
  const frozen = lock !== undefined && stale.length === 0 && !foreign && !flawed;
  return { manager, version, lock, frozen, warnings };
}

/** What else about a lock file makes an install differ from the developer's own, or fail. */
function lockWarnings(root: Manifest, lock: Lock, other: Decision<string> | undefined): Warning[] {
  const from = place(below(root.dir, lock.file));
  const hosts = foreignHosts(lock);
  const { file, missingBinary, unlocked } = lock;
  return [
    ...(other === undefined ? [] : [warn('lock-format', formatOf(lock, other), from)]),
    ...(missingBinary !== undefined
      ? [warn('lock-other-system', { lock: file, binary: missingBinary }, from)]
      : unlocked !== undefined
        ? [warn('lock-stale', { lock: file, manifest: unlocked.of, packages: [unlocked.wanted] }, from)]
        : []),
    ...(hosts.length === 0 ? [] : [warn('lock-foreign-hosts', { lock: lock.file, hosts }, from)]),
  ];
}

function formatOf(lock: Lock, { value, from }: Decision<string>) {
  const { file, format = '', manager } = lock;
  return { lock: file, format, manager: managerTitle(manager), version: value, place: cite(from) };
}

/**
 * The lock file of another package manager than the one that is named, where that one has none. What
 * is locked says more than a field that tools add by themselves; pnpm and yarn refuse to run then.
 */
function otherLock({ id }: Named, files: ReturnType<typeof lockFiles>) {
  if (files.some(({ manager }) => family(manager) === family(id))) return undefined;
  return files.find(({ manager }) => manager === 'npm' || manager === 'bun');
}

/** What the manifest itself says: `packageManager: pnpm@10.1.0+sha512.…`, or devEngines. */
function namedManager(root: Manifest): Named | undefined {
  const { packageManager, devEngines } = root.json;
  const engines = devEngines?.packageManager;
  const engine = Array.isArray(engines) ? engines[0] : engines;
  const [text, from] =
    typeof packageManager === 'string'
      ? [packageManager, keyAt(root, 'packageManager')]
      : [`${engine?.name ?? ''}@${engine?.version ?? ''}`, keyAt(root, 'devEngines', 'packageManager')];
  if (text === '@') return undefined;
  const match = /^(npm|pnpm|yarn|bun)(?:@([^+]*)|$)/.exec(text);
  if (match?.[1] === undefined) {
    if (typeof packageManager !== 'string') return undefined;
    throw refuse('manager-unknown', { text, place: cite(from) }, from);
  }
  const version = match[2] === undefined || match[2] === '' || match[2] === '*' ? undefined : match[2];
  const id = match[1] === 'yarn' ? yarnOf(version) : (match[1] as ManagerId);
  return { id, version, from };
}

/** yarn 1 and yarn 2+ share their lock file's name. */
function family(id: ManagerId): string {
  return id === 'berry' ? 'yarn' : id;
}

function managerOf(named: Named | undefined, lock: Lock | undefined, root: Manifest): Decision<ManagerId> {
  // The lock file knows best which yarn wrote it: yarn 1 cannot read a newer one.
  if (named !== undefined) return decide(lock?.manager ?? named.id, named.from);
  if (lock !== undefined) return decide(lock.manager, place(below(root.dir, lock.file)));
  return decide<ManagerId>('npm', 'default', 'no lock file and no packageManager field');
}

/** Direct dependencies that a frozen install would miss in the lock file; packages of the workspace are in none. */
function uncovered(lock: Lock, root: Manifest, own: ReadonlySet<string | undefined>): string[] {
  // One of npm that is read and holds nothing covers nothing; of another one that may mean that it was not read.
  if (lock.packages.size === 0 && (lock.manager !== 'npm' || lock.format === undefined)) return [];
  return Object.entries(dependenciesOf(root))
    .filter(([name, range]) => {
      if (
        typeof range !== 'string' ||
        own.has(name) ||
        /^(workspace|link|file|portal|catalog|npm|git|patch|\.|\/)/.test(range)
      )
        return false;
      const version = lock.packages.get(name)?.version;
      if (version === undefined) return validRange(range) !== null && !lock.text.includes(name);
      if (lock.manager === 'yarn') return !lock.text.includes(`${name}@${range}`);
      return (
        lock.manager === 'npm' &&
        validRange(range) !== null &&
        !satisfies(version, range, { includePrerelease: true })
      );
    })
    .map(([name, range]) => `${name}@${range}`);
}

import intersects from 'semver/ranges/intersects.js';
import validRange from 'semver/ranges/valid.js';
import { type Decision, decide } from '../../../plan/decision.js';
import { place } from '../../../project/evidence.js';
import { below } from '../../../project/paths.js';
import type { Project } from '../../../project/project.js';
import type { Lock, ManagerId } from '../read/lock.js';
import { berryFor, pnpmOf, unreadable } from '../read/lock-format.js';
import { keyAt, type Manifest } from '../read/manifest.js';
import { hasNativePackage } from '../read/native-packages.js';
import { type Named, releasedYarn } from './manager-signs.js';

export function managerVersion(
  project: Project,
  root: Manifest,
  { manager, named, lock }: { manager: ManagerId; named: Named | undefined; lock: Lock | undefined },
): Decision<string> | undefined {
  // yarn 1 and yarn 2+ share a name: a version of the one says nothing about the other.
  const other = manager === 'berry' && named?.id !== 'berry';
  // A range gets its newest release, which may write another format than the lock file has.
  const open = manager === 'berry' && lock !== undefined && !/^\d+\.\d+\.\d+/.test(named?.version ?? '');
  if (named?.version !== undefined && !other && !open) return decide(named.version, named.from);
  const from = lock === undefined ? 'default' : place(below(root.dir, lock.file));
  const released = manager === 'berry' ? releasedYarn(project, root) : undefined;
  if (released !== undefined) return released;
  if (manager === 'pnpm') return pnpmVersion(project, root, lock);
  if (manager === 'bun') return decide('1', from);
  if (manager === 'berry') {
    return decide(berryFor(lock?.format), from, `lock file format ${lock?.format ?? 'unknown'}`);
  }
  return undefined;
}

/** Signs that pnpm 10 or newer is in use: settings that older ones do not read from this file. */
const PNPM_10 =
  /^(onlyBuiltDependencies|ignoredBuiltDependencies|overrides|patchedDependencies|minimumReleaseAge|catalogMode|nodeLinker|injectWorkspacePackages|peerDependencyRules|shamefullyHoist|packageExtensions):/m;

/** pnpm stops at an `engines.pnpm` of the repository that it does not fit. */
function pnpmVersion(project: Project, root: Manifest, lock: Lock | undefined): Decision<string> {
  const likely = likelyPnpm(project, root, lock);
  const range = root.json.engines?.pnpm ?? '';
  const allows = (major: string) => intersects(range, `^${major}.0.0`);
  if (validRange(range) === null || allows(likely.value)) return likely;
  const other = ['10', '9', '11', '12', '8', '7'].find(
    (major) => allows(major) && !unreadable('pnpm', major, lock),
  );
  return other === undefined ? likely : decide(other, keyAt(root, 'engines', 'pnpm'));
}

function likelyPnpm(project: Project, root: Manifest, lock: Lock | undefined): Decision<string> {
  const file = below(root.dir, 'pnpm-workspace.yaml');
  const settings = project.read(file) ?? '';
  const from = lock === undefined ? 'default' : place(below(root.dir, lock.file));
  const format = Number.parseFloat(lock?.format ?? '9');
  if (format < 6) return decide('7', from, `lock file format ${lock?.format}`);
  if (format < 9) return decide('8', from, `lock file format ${lock?.format}`);
  const writer = lock && pnpmOf(lock);
  if (writer !== undefined) return decide(writer, from, 'its checksums are of that release');
  // pnpm 11 reads it as well, but stops at every build script that is not listed.
  if (/^allowBuilds:/m.test(settings))
    return decide('10', place(file), 'allowBuilds is a setting of pnpm 10.26 and newer');
  if (PNPM_10.test(settings) || (settings !== '' && !/^packages:/m.test(settings))) {
    return decide('10', place(file), 'its settings are those of pnpm 10');
  }
  const approves = root.json.pnpm?.onlyBuiltDependencies !== undefined;
  if (!approves && lock !== undefined && hasNativePackage(lock)) {
    return decide(
      '9',
      from,
      'it still runs the build scripts of dependencies, which none of the settings approves',
    );
  }
  return decide('10', from, `lock file format ${lock?.format ?? '9.0'}`);
}

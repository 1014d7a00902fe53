import coerce from 'semver/functions/coerce.js';
import { below } from '../../../../project/paths.js';
import { raw, sh } from '../../../../project/shell.js';
import { dependenciesOf } from '../../read/manifest.js';
import { hasNativePackage } from '../../read/native-packages.js';
import type { ManagerChoice } from '../../version/package-manager.js';
import type { CommandRequest, Member } from './request.js';

/** How development dependencies are dropped from a full install. */
export interface Prune {
  /** Shell text; undefined where the package manager cannot. */
  prune: string | undefined;
  /** True when it reads the download cache. */
  pruneNeedsCache: boolean;
}

const EVERYWHERE = 'find . -name node_modules -prune -exec rm -rf {} +';

/** True when the modules hold what installing without scripts would not make again: binaries, generated code. */
function holdsBuilt({ lock }: ManagerChoice): boolean {
  if (lock === undefined) return false;
  const scripts = [...lock.packages.values()].some(({ installScript, dev }) => installScript && !dev);
  return scripts || hasNativePackage(lock) || lock.packages.has('@prisma/client');
}

/** npm prunes a workspace as a whole, so the modules of its other members stay; a new install picks those of one. */
export function npmPrune(
  { root, choice, app, secret }: CommandRequest,
  install: string,
  omit: string,
): Prune {
  const whole = `npm prune ${omit}${install.replace(/^\S+ \S+ --no-audit --no-fund/, '')}`;
  if (app === undefined || secret || !choice.frozen || holdsBuilt(choice))
    return { prune: whole, pruneNeedsCache: false };
  // What the root depends on is there for all of them.
  const shared = Object.keys(root.json.dependencies ?? {}).length > 0 ? ' --include-workspace-root' : '';
  const again = sh`${raw(install)} ${raw(omit)} --ignore-scripts --workspace=${app.dir}${raw(shared)}`;
  return { prune: again, pruneNeedsCache: true };
}

export function pnpmPrune({ choice, app }: CommandRequest, install: string): Prune {
  const prune = app ? pnpmFiltered(choice, app, install) : `CI=true pnpm prune --prod ${pruneFlag(choice)}`;
  return { prune, pruneNeedsCache: true };
}

/** Pruning took the flag late (pnpm 8.15), but reads it as a setting in every version. */
function pruneFlag({ version }: ManagerChoice): string {
  return (coerce(version?.value ?? '')?.major ?? 10) < 9
    ? '--config.ignore-scripts=true'
    : '--ignore-scripts';
}

/** In a workspace `prune` works on the root alone, so the app's own modules are installed again from the store. */
function pnpmFiltered(choice: ManagerChoice, app: Member, install: string): string {
  const again = sh`CI=true ${raw(install)} --prod --ignore-scripts --filter ${`${app.name}...`}`;
  // Over the full tree it leaves what only others need.
  return holdsBuilt(choice) ? again : `${EVERYWHERE} \\\n && ${again}`;
}

/** Ranges that npm does not know and stops at. */
const YARNS_OWN = /^(workspace|patch|portal|link|exec):/;

/**
 * `workspaces focus` is part of yarn 4; older ones have it in a plugin. Without that npm prunes what it
 * can read, and the focus of a yarn 4 that is fetched for it the rest.
 */
export function berryPrune(
  { project, root, choice, app, members, node }: CommandRequest,
  yarn: string,
): Prune {
  const rc = project.read(below(root.dir, '.yarnrc.yml')) ?? '';
  const focus = sh`workspaces focus ${app ? app.name : '--all'} --production`;
  const own = (coerce(choice.version?.value ?? '')?.major ?? 4) >= 4 || /plugin-workspace-tools/.test(rc);
  if (own) return { prune: `${yarn} ${focus}`, pruneNeedsCache: true };
  const ranges = [root, ...members].flatMap((manifest) => [
    ...Object.values(dependenciesOf(manifest)),
    ...Object.values(manifest.json.resolutions ?? {}),
  ]);
  const foreign = ranges.some((range) => YARNS_OWN.test(range));
  if (!foreign && app === undefined)
    return { prune: 'npm prune --omit=dev --legacy-peer-deps', pruneNeedsCache: true };
  if (Number(node.line.value) < 18) return { prune: undefined, pruneNeedsCache: false };
  const newer = 'YARN_IGNORE_PATH=1 npx --yes --package=@yarnpkg/cli-dist@4 yarn';
  return { prune: `${newer} ${focus}`, pruneNeedsCache: true };
}

export function bunPrune({ choice, app }: CommandRequest, install: string): Prune {
  const again = `${install} --production --ignore-scripts`;
  if (!holdsBuilt(choice)) {
    const remove = app === undefined ? 'rm -rf node_modules' : `${EVERYWHERE} \\\n`;
    const filter = app === undefined ? '' : sh` --filter ${app.name}`;
    return { prune: `${remove} && ${again}${filter}`, pruneNeedsCache: true };
  }
  // npm stops at ranges of a workspace.
  return {
    prune: app === undefined ? 'npm prune --omit=dev --legacy-peer-deps' : undefined,
    pruneNeedsCache: true,
  };
}

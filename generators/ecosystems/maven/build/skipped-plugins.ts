import { type KnownPlugin, knownPlugins, parentOf } from '../../../knowledge/maven.js';
import { plugin, pluginIds, runs } from '../read/plugins.js';
import type { Coordinates, Model } from '../read/types.js';

/** A plug-in that is left out of an image build: by which arguments, and why. */
export type LeftOut = KnownPlugin & { skip: string[] };

const canBeSkipped = knownPlugins.filter((row): row is LeftOut => row.skip !== undefined);

/** Plug-ins of the modules, and core extensions, that fail an image build for reasons that are not in the code. */
export function leftOut(needed: readonly Model[], extensions = ''): LeftOut[] {
  const ids = new Set(needed.flatMap(pluginIds));
  return canBeSkipped.filter(
    ({ plugin: id, goals }) =>
      (ids.has(id) && (goals === undefined || needed.some((model) => runs(plugin(model, id), ...goals)))) ||
      extensions.includes(`<artifactId>${id}<`),
  );
}

/** Plug-ins that a parent outside of the repository may bring. */
export function perhapsInherited(needed: readonly Model[]): LeftOut[] {
  const unknown = needed.some(({ external }) => external !== undefined && mayBringChecks(external));
  return unknown ? canBeSkipped.filter(({ often }) => often) : [];
}

function mayBringChecks(external: Coordinates): boolean {
  const known = parentOf(external);
  return known === undefined || known.checks === true;
}

/** Plug-ins that install git hooks and fail where there is no repository at all. */
const GIT_HOOKS = knownPlugins.filter(({ gitHooks }) => gitHooks).map(({ plugin }) => plugin);

/** The plug-in of the modules that installs git hooks. */
export function installsHooks(needed: readonly Model[]): string | undefined {
  const ids = new Set(needed.flatMap(pluginIds));
  return GIT_HOOKS.find((id) => ids.has(id));
}

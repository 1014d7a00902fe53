import coerce from 'semver/functions/coerce.js';
import satisfies from 'semver/functions/satisfies.js';
import { breakagesOf } from '../../../knowledge/breakages.js';
import { endedFlags } from '../../../knowledge/node-flags.js';
import { type Decision, decide } from '../../../plan/decision.js';
import { place } from '../../../project/evidence.js';
import type { Lock } from '../read/lock.js';
import { keyAt, type Manifest } from '../read/manifest.js';

interface Installed {
  manifests: readonly Manifest[];
  lock: Lock | undefined;
  /** The yarn 2+ that installs. */
  yarn?: Decision<string> | undefined;
}

/** The newest line that what is locked, the yarn 2+ that installs, and flags of the scripts do not break on. */
export function lineLimit({ lock, yarn, manifests }: Installed): Decision<string> | undefined {
  const broken = breakagesOf('npm').flatMap((row) => {
    const own = row.package === 'yarn';
    const version = own ? yarn?.value : lock?.packages.get(row.package)?.version;
    if (version === undefined || !satisfies(coerce(version) ?? '', row.range)) return [];
    const from = own ? yarn?.from : place(lock?.file ?? '', undefined, `${row.package} ${version}`);
    return [decide(row.stayOn, from ?? 'default', row.because.replace('{version}', version))];
  });
  const flags = manifests.flatMap(flagLimits);
  return [...broken, ...flags].sort((a, b) => Number(a.value) - Number(b.value))[0];
}

/** Scripts of developers: what they pass to node is not in the image. */
const DEVELOPERS = /(^|[:_-])(dev|develop|debug|watch|test|tests|local)([:_-]|$)/;

function flagLimits(manifest: Manifest): Decision<string>[] {
  const scripts = Object.entries(manifest.json.scripts ?? {}).filter(([name]) => !DEVELOPERS.test(name));
  return scripts.flatMap(([name, text]) =>
    endedFlags(`${text}`).map(({ flag, stayOn, because }) =>
      decide(stayOn, keyAt(manifest, 'scripts', name), because.replace('{flag}', flag)),
    ),
  );
}

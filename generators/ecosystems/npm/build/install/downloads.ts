import { NATIVE_PACKAGES } from '../../../../knowledge/native-packages.js';
import type { Lock } from '../../read/lock.js';
import { dependenciesOf, inProduction, type Manifest } from '../../read/manifest.js';

/** Environment that keeps such downloads out of the build stage. */
export function skippedDownloads(
  manifests: Manifest[],
  lock: Lock | undefined,
): { name: string; value: string }[] {
  const found = new Map<string, string>();
  for (const { package: name, skipDownload, neverRuns } of NATIVE_PACKAGES) {
    if (skipDownload === undefined) continue;
    const { variable, value } = skipDownload;
    const direct = manifests.some((manifest) => name in dependenciesOf(manifest));
    const installed = direct || (neverRuns && lock?.packages.has(name));
    if (installed && !manifests.some((manifest) => inProduction(manifest, name))) found.set(variable, value);
  }
  return [...found].map(([name, value]) => ({ name, value }));
}

import type { Lock } from '../read/lock.js';
import { dependenciesOf, inProduction, type Manifest } from '../read/manifest.js';

/**
 * Development tools whose install script downloads a program of a hundred megabytes and more from a
 * place of its own, and the variable that tells them not to: no build needs it.
 */
const SKIPS: [name: string, variable: string, value: string][] = [
  ['cypress', 'CYPRESS_INSTALL_BINARY', '0'],
  ['electron', 'ELECTRON_SKIP_BINARY_DOWNLOAD', '1'],
  ['@sentry/cli', 'SENTRYCLI_SKIP_DOWNLOAD', '1'],
  ['puppeteer', 'PUPPETEER_SKIP_DOWNLOAD', 'true'],
  ['playwright', 'PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD', '1'],
  ['playwright-chromium', 'PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD', '1'],
  ['chromedriver', 'CHROMEDRIVER_SKIP_DOWNLOAD', 'true'],
  ['geckodriver', 'GECKODRIVER_SKIP_DOWNLOAD', 'true'],
  ['mongodb-memory-server', 'MONGOMS_DISABLE_POSTINSTALL', '1'],
  ['redis-memory-server', 'REDISMS_DISABLE_POSTINSTALL', '1'],
];
/** Of those, the ones that are never what an app runs on, even where another package brings them. */
const NEVER_RUN = new Set(['cypress', 'electron', '@sentry/cli']);

/** Environment that keeps such downloads out of the build stage. */
export function skippedDownloads(
  manifests: Manifest[],
  lock: Lock | undefined,
): { name: string; value: string }[] {
  const found = new Map<string, string>();
  for (const [name, variable, value] of SKIPS) {
    const direct = manifests.some((manifest) => name in dependenciesOf(manifest));
    const installed = direct || (NEVER_RUN.has(name) && lock?.packages.has(name));
    if (installed && !manifests.some((manifest) => inProduction(manifest, name))) found.set(variable, value);
  }
  return [...found].map(([name, value]) => ({ name, value }));
}

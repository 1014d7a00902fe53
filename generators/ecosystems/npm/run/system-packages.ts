import coerce from 'semver/functions/coerce.js';
import type { Image } from '../../../plan/bases.js';
import { type Decision, decide, type Json } from '../../../plan/decision.js';
import { place } from '../../../project/evidence.js';
import { sh } from '../../../project/shell.js';
import { dependenciesOf } from '../read/manifest.js';
import {
  alpineLibraries,
  browserPackage,
  CHROMIUM,
  playwrightInstall,
  takesSystemBrowser,
} from '../read/native-packages.js';
import type { Parts } from './parts.js';
import { spawnedManager } from './spawned-manager.js';

/** What the final image has to get, and can: libraries, a browser, the package manager that the program starts. */
export function runtimePackages(parts: Parts, image: Image): Decision<Json> {
  if (!image.shell) return decide(null, 'default');
  const packages = systemPackages(parts, image);
  const spawned = spawnedManager(parts.files);
  // npm and yarn are in every image of Node.
  if (spawned?.program !== 'pnpm') return packages;
  const manager = parts.install.commands.setup ?? 'npm install -g pnpm';
  const value = [...(packages.value === null ? [] : [`${packages.value}`]), manager].join(' \\\n && ');
  return decide(value, spawned.from, 'the program starts pnpm');
}

function systemPackages(parts: Parts, image: Image): Decision<Json> {
  const { prismaEngine, native, app, choice } = parts.install;
  if (parts.app.kind === 'shell' && parts.app.start.bun !== undefined) {
    const version =
      parts.install.choice.manager.value === 'bun' ? parts.install.choice.version?.value : undefined;
    return decide(
      sh`npm install -g ${`bun@${version ?? '1'}`}`,
      parts.app.start.from,
      parts.app.start.reason,
    );
  }
  if (image.libc === 'musl') {
    const names = [...alpineLibraries(native), ...(prismaEngine ? ['openssl'] : [])];
    return decide(names.length === 0 ? null : sh`apk add --no-cache ${names}`, place(app.path));
  }
  const browser = browserPackage(app.json.dependencies ?? {});
  if (takesSystemBrowser(browser))
    return decide(CHROMIUM, place(app.path), `${browser} starts a browser, here the one of Debian`);
  if (browser !== undefined) {
    const locked = choice.lock?.packages.get(browser)?.version;
    const version = locked ?? coerce(dependenciesOf(app)[browser] ?? '')?.version ?? 'latest';
    const code = parts.files.map(({ text }) => text);
    const because = `${browser} drives a browser of its own`;
    return decide(playwrightInstall(browser, version, code), place(app.path), because);
  }
  const openssl =
    'apt-get update \\\n && apt-get install -y --no-install-recommends openssl \\\n && rm -rf /var/lib/apt/lists/*';
  return decide(
    prismaEngine ? openssl : null,
    place(app.path),
    prismaEngine ? "Prisma's engine is linked against it" : undefined,
  );
}

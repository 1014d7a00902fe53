import type { Template } from '../../../catalog/catalog.js';
import { type BaseChoice, chooseBase } from '../../../plan/bases.js';
import { cite } from '../../../project/evidence.js';
import { browserPackage, glibcPackage } from '../read/native-packages.js';
import type { Parts } from '../run/parts.js';
import { spawnedManager } from '../run/spawned-manager.js';
import { because } from '../sentences.js';

/**
 * The base that a server runs on: what its command, its browser and its binaries leave of those that the template
 * has. Throws a UserError when the one that is wished for is not among them.
 */
export function serverBase({ situation, install, app, files }: Parts, template: Template): BaseChoice {
  const { catalog, wishes } = situation;
  const blocked: Partial<Record<'distroless' | 'alpine', string>> = {};
  if (app.kind === 'shell') {
    blocked.distroless = because['base-shell']({ place: cite(app.start.from), reason: app.start.reason });
  }
  const spawned = spawnedManager(files);
  if (spawned !== undefined) {
    const { program } = spawned;
    const values = { place: cite(spawned.from), program };
    blocked.distroless ??= because['base-spawns']({ ...values, way: 'Use alpine or slim' });
    if (program === 'bash') blocked.alpine = because['base-spawns']({ ...values, way: 'Use slim' });
  }
  const browser = browserPackage(install.app.json.dependencies ?? {});
  if (browser !== undefined) {
    const way = 'Use slim, which gets one';
    blocked.distroless = because['base-browser-userland']({ browser, way });
    blocked.alpine = because['base-browser-glibc']({ browser, way });
  }
  const names = install.app.json.dependencies ?? {};
  const glibc = glibcPackage(install.choice.lock, names);
  if (glibc !== undefined) blocked.alpine ??= because['base-glibc']({ name: glibc });
  const wish = wishes.base === undefined ? {} : { wish: wishes.base };
  return chooseBase({ catalog, template, blocked, version: install.node.line.value, ...wish });
}

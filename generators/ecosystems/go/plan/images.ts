import { type Catalog, templateOf } from '../../../catalog/catalog.js';
import { type BaseChoice, chooseBase, imageOf } from '../../../plan/bases.js';
import type { Situation } from '../../../plan/ecosystem.js';
import type { Warning } from '../../../plan/plan.js';
import type { Main } from '../app/mains.js';
import { catalogWith, chooseVersion, type GoVersion } from '../version/go-version.js';
import { versionWarnings } from '../version/version-warnings.js';
import { blockedBases } from './blocked-bases.js';
import type { Facts } from './facts.js';

export const TEMPLATE = 'go';

/** The images that the program is compiled in and runs in. */
export interface Images {
  go: GoVersion;
  choice: BaseChoice;
  /** True when C is linked to musl, and into the program. */
  musl: boolean;
  catalog: Catalog;
  warnings: Warning[];
}

/** Decides on the Go, and on the base with its images. */
export function chooseImages({ project, catalog: known, wishes }: Situation<Main>, facts: Facts): Images {
  const { program, cgo } = facts;
  const sources = { project, program, catalog: known };
  const go = chooseVersion(sources, wishes.languageVersion);
  const version = go.version.value;
  const catalog = catalogWith(known, version);
  const choice = chooseBase({
    catalog,
    template: templateOf(catalog, TEMPLATE),
    version,
    blocked: blockedBases(cgo),
    ...(cgo !== undefined && { variant: 'cgo' }),
    ...(wishes.base !== undefined && { wish: wishes.base }),
  });
  const musl = cgo !== undefined && choice.build.libc === 'musl';
  // golang:*-alpine has no git and no ssh, which private modules are fetched with.
  if (facts.private !== undefined && !musl) choice.build = imageOf(catalog, 'golang-trixie', version);
  return { go, choice, musl, catalog, warnings: versionWarnings(sources, go.version) };
}

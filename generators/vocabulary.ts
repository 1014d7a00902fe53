// A file of its own, without imports: --help needs these lists and nothing else.

/** The runtime bases a user can ask for. */
export const BASES = ['distroless', 'scratch', 'alpine', 'slim'] as const;

export type Base = (typeof BASES)[number];

/** The ecosystems with a planner of their own. */
export const ECOSYSTEM_IDS = ['go', 'npm', 'maven'] as const;

export type PlannedEcosystemId = (typeof ECOSYSTEM_IDS)[number];

/** An ecosystem a user can ask for: one of those, or the language that a template brings. */
export type EcosystemId = string;

/** What becomes of the repository's tests: left out, a stage of their own, or a stage that the image depends on. */
export const TEST_MODES = ['none', 'stage', 'gate'] as const;

export type TestMode = (typeof TEST_MODES)[number];

/** The services that a pipeline can be written for. */
export const CI_SYSTEMS = ['github', 'gitlab'] as const;

export type CiSystem = (typeof CI_SYSTEMS)[number];

// A file of its own, without imports: --help needs these lists and nothing else.

/** The runtime bases a user can ask for. */
export const BASES = ['distroless', 'scratch', 'alpine', 'slim'] as const;

export type Base = (typeof BASES)[number];

/** The ecosystems a user can ask for. */
export const ECOSYSTEM_IDS = ['go', 'npm', 'maven'] as const;

export type EcosystemId = (typeof ECOSYSTEM_IDS)[number];

/** What becomes of the repository's tests: left out, a stage of their own, or a stage that the image depends on. */
export const TEST_MODES = ['none', 'stage', 'gate'] as const;

export type TestMode = (typeof TEST_MODES)[number];

import table from './air-releases.json' with { type: 'json' };

/** A release of air, and the oldest Go that compiles it. */
export interface AirRelease {
  version: string;
  go: string;
  module: string;
}

/** The newest first. */
export const AIR_RELEASES: readonly AirRelease[] = table.rows;

import table from './go-linters.json' with { type: 'json' };

/** A linter that a Go repository may have chosen. */
export interface GoLinter {
  name: string;
  /** Names of its configuration. */
  config: string;
  /** What a configuration of this version has on a line; absent where there is only one. */
  format?: string;
  /** The command that brings an older one up to date. */
  migrate?: string;
  /** The package that `go run` takes, and a tool directive names. */
  module: string;
  version: string;
  /** The oldest Go that compiles it. */
  go: string;
  arguments: string;
}

/** In the order of preference. */
export const GO_LINTERS: readonly GoLinter[] = table.rows;

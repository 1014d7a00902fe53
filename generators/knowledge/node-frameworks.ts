import table from './node-frameworks.json' with { type: 'json' };

/** What a framework's row says beyond which packages show it. */
export interface Framework {
  name: string;
  packages: string[];
  /** Packages that hold its commands, where those are others. */
  tools?: string[];
  /** The function that reads its configuration, for what a row cannot say. */
  reader?: string;
  site?: { package: string; output: string; spa: boolean; config?: string[]; base?: string };
  hashed?: string;
  build?: string;
  pagesOnCommandLine?: boolean;
  about?: boolean;
  writesCache?: boolean;
  loadsEnvFile?: boolean;
  baked?: string;
  ignoresSignals?: boolean;
}

/** All frameworks, the outer one before what it is built on. */
export const FRAMEWORKS = table.rows as Framework[];

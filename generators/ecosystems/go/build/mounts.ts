import { secretMount } from '../../../plan/build-secret.js';
import { credentialsFor } from './credentials.js';
import type { Layout } from './layout.js';
import type { PrivateModules } from './private-modules.js';

const MODULES = '--mount=type=cache,target=/go/pkg/mod';
const COMPILED = '--mount=type=cache,target=/root/.cache/go-build';

/** The mounts of the steps of a build: what they are lent, and where the go command caches. */
export interface Mounts {
  credentials: string[];
  download: string[];
  compile: string[];
  /** Caches of what is installed for development. */
  tools: string[];
}

/** Decides them. */
export function mountsOf({ downloads }: Layout, hidden: PrivateModules | undefined): Mounts {
  const credentials = credentialsFor(hidden).map(secretMount);
  return {
    credentials,
    download: [...credentials, MODULES],
    compile: [...credentials, ...(downloads ? [MODULES] : []), COMPILED],
    tools: [MODULES, COMPILED],
  };
}

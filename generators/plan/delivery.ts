import type { CiSystem } from '../vocabulary.js';

/** What is made beside the Dockerfile, to start and to publish what it builds. */
export interface Delivery {
  /** A compose file. */
  compose?: boolean;
  /** A pipeline for this service. */
  ci?: CiSystem;
}

/** The flags that ask for it. */
export function deliveryWords({ compose = false, ci }: Delivery): string[] {
  return [...(compose ? ['--compose'] : []), ...(ci === undefined ? [] : ['--ci', ci])];
}

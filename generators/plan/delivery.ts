import type { CiSystem } from '../vocabulary.js';

/** What is made beside the Dockerfile, to start and to publish what it builds, and what holds it still. */
export interface Delivery {
  /** A compose file. */
  compose?: boolean;
  /** A pipeline for this service. */
  ci?: CiSystem;
  /** Digests beside the tags of images. */
  pin?: boolean;
}

/** The flags that ask for it. */
export function deliveryWords({ compose = false, ci, pin = false }: Delivery): string[] {
  return [
    ...(compose ? ['--compose'] : []),
    ...(ci === undefined ? [] : ['--ci', ci]),
    ...(pin ? ['--pin'] : []),
  ];
}

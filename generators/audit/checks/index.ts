import type { Check } from '../check.js';
import { cache } from './cache.js';
import { correctness } from './correctness.js';
import { security } from './security.js';
import { structure } from './structure.js';

/** Every check but those of preflight. */
export const CHECKS: readonly Check[] = [...correctness, ...security, ...cache, ...structure];

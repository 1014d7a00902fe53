import type { Made } from '../../generators/render/render.js';

/** The version that snapshots name: a release of this program changes none of them. */
export const VERSION = '1.2.3';

export const MADE: Made = { version: VERSION, command: 'npx create-dockerfile --yes' };

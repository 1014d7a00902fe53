import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

export const TEMPLATES = join(ROOT, 'templates');
export const SNAPSHOTS = join(ROOT, 'snapshots');
export const GENERATORS = join(ROOT, 'generators');
export const BED = join(ROOT, 'test', 'bed', 'bed');

/** Where tools, images and measured times stay between runs; the bed's own variable. */
export const STATE = process.env.BED_HOME ?? join(homedir(), '.cache', 'create-dockerfile-bed');

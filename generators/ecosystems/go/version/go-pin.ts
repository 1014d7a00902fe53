import type { Evidence } from '../../../project/evidence.js';
import { pinsOf } from '../../../project/pins.js';
import type { Project } from '../../../project/project.js';

/** The Go that a version manager's file names. */
export interface GoPin {
  /** `1.26`: what an image is called after. */
  version: string;
  file: string;
  from: Evidence;
}

/** How version managers name Go; `.go-version` is goenv's. */
const GO = { names: ['go', 'golang'], files: [{ name: '.go-version', version: /(\S+)/ }] };

/** The first file that names a Go, beside the module and then at the root of the repository. */
export function goPinOf(project: Project, dir: string): GoPin | undefined {
  for (const { text, file, from } of pinsOf(project, [dir, '.'], GO)) {
    const version = /^(?:go)?(1\.\d+)/.exec(text)?.[1];
    if (version !== undefined) return { version, file, from };
  }
  return undefined;
}

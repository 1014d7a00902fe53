import { at } from '../../../project/evidence.js';
import { below } from '../../../project/paths.js';
import type { Project } from '../../../project/project.js';

/** The Go that a version manager's file names. */
export interface Pin {
  /** `1.26`: what an image is called after. */
  version: string;
  file: string;
  /** `.go-version:1 1.26.3`. */
  place: string;
}

/** Files of version managers and how each names Go, in the order they are asked. */
const FILES = [
  { name: '.go-version', line: /^\s*(?:go)?(1\.\d+)/m },
  { name: '.tool-versions', line: /^\s*go(?:lang)?\s+(1\.\d+)/m },
  ...['mise.toml', '.mise.toml', '.config/mise.toml'].map((name) => ({
    name,
    line: /^\s*"?(?:core:)?go"?\s*=\s*(?:\{[^}\n]*version\s*=\s*)?\[?\s*["'](1\.\d+)/m,
  })),
];

/** Reads goenv's, asdf's and mise's files beside the module, then at the root of the repository. */
export function findPin(project: Project, dir: string): Pin | undefined {
  for (const directory of new Set([dir, '.'])) {
    for (const { name, line } of FILES) {
      const file = below(directory, name);
      const text = project.read(file);
      const match = text === undefined ? null : line.exec(text);
      if (text === undefined || match === null) continue;
      const start = match.index + match[0].search(/\S/);
      const number = text.slice(0, start).split('\n').length;
      return { version: match[1] ?? '', file, place: at(file, number, text.split('\n')[number - 1]) };
    }
  }
  return undefined;
}

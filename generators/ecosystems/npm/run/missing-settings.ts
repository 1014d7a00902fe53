import { type Evidence, lineAt, place } from '../../../project/evidence.js';
import { exampleOfFile } from '../../../project/example-files.js';
import { below, directoryOf, within } from '../../../project/paths.js';
import type { Project } from '../../../project/project.js';
import { type SourceFile, startedSources } from '../read/source.js';

/** Settings that the program opens and nobody commits, or commits but an example of. */
export interface MissingSettings {
  /** Path of the example in the repository, if it has one. */
  example?: string;
  /** Path in the repository that the program opens. */
  as: string;
  from: Evidence;
}

/** A literal that names a file of settings: `'config.yml'`, `'../config/app.json'`. */
const NAMED = /['"`]((?:\.{0,2}\/)*)((?:[\w-]+\/)*[\w-][\w.-]*\.(?:ya?ml|toml|json5?|ini|conf))['"`]/g;

/** The settings that a program opens below its directory, and of which the repository has only an example. */
export function missingSettings(
  project: Project,
  dir: string,
  files: readonly SourceFile[],
): MissingSettings[] {
  const found = startedSources(files).flatMap(({ path, text }) =>
    [...text.matchAll(NAMED)].flatMap(({ 1: dots = '', 2: name = '', index }) => {
      const beside = within(directoryOf(path), `${dots}${name}`);
      const places = [below(dir, name), ...(beside === undefined ? [] : [beside])];
      if (places.some((as) => project.has(as))) return [];
      return places.flatMap((as) => {
        const example = exampleOfFile(project, as);
        return example === undefined ? [] : [{ example, as, from: place(path, lineAt(text, index)) }];
      });
    }),
  );
  return found.filter(({ as }, i) => found.findIndex((other) => other.as === as) === i);
}

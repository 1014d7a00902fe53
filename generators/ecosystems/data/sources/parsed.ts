import { filesOf } from './files.js';
import type { SourceReader } from './kind.js';
import { pointed } from './pointer.js';

/**
 * A kind of source that parses files of a format. What cannot be parsed counts as not there: the build will say why.
 *
 * - `key`: the property of the source that holds the path.
 */
export function parsed(
  key: 'json' | 'toml' | 'yaml' | 'xml',
  parse: (text: string) => unknown,
): SourceReader {
  return (source, { project }) =>
    filesOf(project, source[key] ?? '').flatMap((path) => {
      const text = project.read(path);
      if (text === undefined) return [];
      const value = project.once(`data ${key}`, path, () => {
        try {
          return parse(text);
        } catch {
          return undefined;
        }
      });
      return pointed(value, { path, text }, source.at ?? '', source.keys === true);
    });
}

import { lineAt, place } from '../../../project/evidence.js';
import { matches } from '../expression.js';
import { filesOf } from './files.js';
import type { SourceReader } from './kind.js';

/** What an expression finds in text files, each hit with its line. */
export const text: SourceReader = ({ text: pattern = '', match = '', has }, { project }) =>
  filesOf(project, pattern).flatMap((path) => {
    const content = project.read(path) ?? project.readWide(path) ?? '';
    if (has !== undefined && !has.some((text) => content.includes(text))) return [];
    const lines = content.split('\n');
    return matches(match, content).map(({ value, at, groups }) => {
      const line = lineAt(content, at);
      return { value, groups, from: place(path, line, lines[line - 1] ?? '') };
    });
  });

import { place } from '../../../project/evidence.js';
import { below } from '../../../project/paths.js';
import type { SourceReader } from './kind.js';

/** The command of a process: https://devcenter.heroku.com/articles/procfile */
export const procfile: SourceReader = ({ procfile: wanted = '' }, { project, dir, root }) =>
  [...new Set([dir, root])].flatMap((directory) => {
    const file = below(directory, 'Procfile');
    const lines = project.read(file)?.split(/\r?\n/) ?? [];
    return lines.flatMap((line, index) => {
      const colon = line.indexOf(':');
      const command = line.slice(colon + 1).trim();
      return line.slice(0, colon).trim() === wanted && command !== ''
        ? [{ value: command, from: place(file, index + 1, line) }]
        : [];
    });
  });

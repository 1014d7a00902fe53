import { exampleEnvironment } from '../../../project/env-files.js';
import type { SourceReader } from './kind.js';

/** What a variable is set to in the example environment files of the app, then of the workspace. */
export const env: SourceReader = ({ env: wanted = '' }, { project, dir, root }) =>
  [...new Set([dir, root])]
    .flatMap((directory) => exampleEnvironment(project, directory))
    .filter(({ name, value }) => name === wanted && value !== '')
    .map(({ value, from }) => ({ value, from }));

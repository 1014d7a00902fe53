import { pinsOf } from '../../../project/pins.js';
import type { SourceReader } from './kind.js';

/** Versions that asdf's and mise's files pin, those of the app's directory first. */
export const pin: SourceReader = ({ pin: names = [] }, { project, dir, root }) =>
  pinsOf(project, [dir, root, '.'], { names, files: [] }).map(({ text, from }) => ({ value: text, from }));

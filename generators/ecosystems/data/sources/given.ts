import type { SourceReader } from './kind.js';

/** A text of the template's own. */
export const value: SourceReader = ({ value: text = '' }) => [{ value: text, from: 'default' }];

/** What another variable is. */
export const variable: SourceReader = ({ variable: name = '' }, context) => [...context.variable(name)];

/** Words of the template's own, each with its variables filled in; one without its value is left out. */
export const words: SourceReader = ({ words: line = '' }, { fill }) =>
  line.split(/\s+/).flatMap((word) => {
    const value = fill(word);
    return value === undefined || value === '' ? [] : [{ value, from: 'default' as const }];
  });

import { listIn } from '../substitute.js';
import type { SourceReader } from './kind.js';

/** A text of the template's own. */
export const value: SourceReader = ({ value: text = '' }) => [{ value: text, from: 'default' }];

/** What another variable is. */
export const variable: SourceReader = ({ variable: name = '' }, context) => [...context.variable(name)];

/**
 * Words of the template's own, each with its variables filled in; one without its value is left out. `{name*}` is as many
 * words as that variable has values.
 */
export const words: SourceReader = ({ words: line = '' }, { fill, variable: valuesOf }) =>
  line.split(/\s+/).flatMap((word) => {
    const list = listIn(word);
    if (list !== undefined)
      return [...valuesOf(list)].map(({ value }) => ({ value, from: 'default' as const }));
    const value = fill(word);
    return value === undefined || value === '' ? [] : [{ value, from: 'default' as const }];
  });

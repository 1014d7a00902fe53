import { shellWord } from '../../project/shell.js';

/**
 * `{name}` in a text of a template, `{name?}`, which vanishes with the blank before it where there is no value, and among
 * words `{name*}`, as many words as the list has.
 */
const VARIABLE = /( ?)\{([a-z][A-Za-z0-9]*)([?*])?\}/g;

/** The name of the list that a word is, as in `{name*}`; undefined for any other word. */
export function listIn(word: string): string | undefined {
  return /^\{([a-z][A-Za-z0-9]*)\*\}$/.exec(word)?.[1];
}

/** The names of variables in a text. */
export function namesIn(text: string): string[] {
  return [...text.matchAll(VARIABLE)].map(([, , name = '']) => name);
}

/** What a variable has to say; undefined for none. */
export type LookUp = (name: string) => string | readonly string[] | undefined;

/**
 * A text with its variables filled in; undefined where one of them has no value.
 *
 * - a list stands there as its items with blanks between them.
 */
export function filled(text: string, lookUp: LookUp): string | undefined {
  return replaced(text, lookUp, (value) => (typeof value === 'string' ? value : value.join(' ')));
}

/** Shell text with its variables filled in, each a word or several, whatever it holds; undefined where one has no value. */
export function filledShell(
  text: string,
  lookUp: LookUp,
  isShell: (name: string) => boolean,
): string | undefined {
  return replaced(text, lookUp, (value, name) => {
    const words = typeof value === 'string' ? [value] : value;
    return isShell(name) ? words.join(' ') : words.map(shellWord).join(' ');
  });
}

function replaced(
  text: string,
  lookUp: LookUp,
  write: (value: string | readonly string[], name: string) => string,
): string | undefined {
  let complete = true;
  const result = text.replace(VARIABLE, (_, blank: string, name: string, optional?: string) => {
    const value = lookUp(name);
    if (value === undefined && optional === undefined) complete = false;
    return value === undefined ? '' : blank + write(value, name);
  });
  return complete ? result : undefined;
}

/** A value that stands in a shell command as one word, quoted where a shell would read more into it. */
export function shellWord(value: string | number): string {
  const text = String(value);
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

/** A text that is shell syntax already: put into a command as it is. */
export class ShellText {
  constructor(readonly text: string) {}
}

/** Marks a text as shell syntax, for {@link sh}: a command, an option that is a constant, a list of words. */
export function raw(text: string): ShellText {
  return new ShellText(text);
}

/** What {@link sh} takes: a value becomes one word, a list several, {@link raw} text stays as it is. */
export type ShellValue = string | number | ShellText | readonly (string | number)[];

/**
 * A shell command in which every value is a word and nothing else: ``sh`mv ${file} /app.jar` ``. Values come from a
 * repository, and its names may hold blanks, quotes, `$` and `;`.
 */
export function sh(texts: TemplateStringsArray, ...values: readonly ShellValue[]): string {
  return texts.raw.reduce((line, text, i) => line + shellOf(values[i - 1] ?? '') + text);
}

function shellOf(value: ShellValue): string {
  if (value instanceof ShellText) return value.text;
  if (typeof value === 'string' || typeof value === 'number') return shellWord(value);
  return value.map(shellWord).join(' ');
}

/** Commands as a chain that stops at the first that fails, a line each. */
export function chained(commands: readonly string[]): string {
  return commands.join(' \\\n && ');
}

/** A path below a directory that a variable of the shell holds, in double quotes: `"$PWD/my app"`. */
export function belowVariable(variable: string, path: string): string {
  return `${variable}/${path.replace(/[\\"$`]/g, '\\$&')}`;
}

/** Marks that turn the direction of text, or take no room: they make a line say something else than it holds. */
const HIDDEN = /[\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;

/** A text as one line of a terminal or a comment: control characters are blanks, marks that hide something are left out. */
export function shown(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').replace(HIDDEN, '');
}

/** The same of sensible length, for what stands in a sentence. */
export function shownShort(text: string, most = 160): string {
  const line = shown(text);
  return line.length > most ? `${line.slice(0, most - 1)}…` : line;
}

/** Several lines as a terminal shows them: nothing in them moves its cursor or changes its colours. */
export function printable(text: string): string {
  return text.replace(/[^\P{Cc}\n\t]+/gu, ' ').replace(HIDDEN, '');
}

/** True for a text with a mark that hides something. */
export function hides(text: string): boolean {
  return text.search(HIDDEN) !== -1;
}

/** Names in a sentence: `a, b and c`. */
export function listed(names: readonly string[]): string {
  const [last = '', ...others] = [...names].reverse();
  return others.length === 0 ? last : `${others.reverse().join(', ')} and ${last}`;
}

const MARKS: Record<string, string> = { '←': '<-', '→': '->', '…': '...' };

/** Several lines as this terminal shows them, with marks in ASCII where it has no others. */
export function onTerminal(text: string, { unicode }: { unicode: boolean }): string {
  return unicode ? printable(text) : inAscii(printable(text));
}

/** A line cut to the columns that there are. */
export function cutTo(columns: number, line: string): string {
  return line.length > columns ? `${line.slice(0, columns - 3)}...` : line;
}

/** A text with the marks of ours that a terminal without Unicode cannot show written in ASCII. */
export function inAscii(text: string): string {
  return text.replace(/[←→…]/g, (mark) => MARKS[mark] ?? mark);
}

import { shown, shownShort } from './shown.js';

/**
 * Where something is known from, as data: a place in the repository, a flag, an answer to a question, or
 * nothing but our own default. {@link cite} prints it.
 *
 * - `file`: a path of the project; `line` is one-based; `text` is what stands there, on one line.
 * - `flag`: its name without dashes.
 * - `answer`: the question that was answered.
 */
export type Evidence = Place | { flag: string } | { answer: string } | 'default';

/** A place in the repository. */
export interface Place {
  file: string;
  line?: number;
  text?: string;
}

/** The evidence of a place: `place('go.mod', 3, 'go 1.26')`. */
export function place(file: string, line?: number, text?: string): Place {
  return { file, ...(line !== undefined && { line }), ...(text !== undefined && { text: text.trim() }) };
}

/** The evidence in one line: `go.mod:3 go 1.26`, `--port`, `your answer`, `default`. */
export function cite(evidence: Evidence): string {
  const text = typeof evidence === 'object' && 'text' in evidence ? evidence.text : undefined;
  return text === undefined ? citeLine(evidence) : `${citeLine(evidence)} ${shownShort(text)}`;
}

/** The one-based number of the line that holds this offset. */
export function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let i = text.indexOf('\n'); i !== -1 && i < offset; i = text.indexOf('\n', i + 1)) line++;
  return line;
}

/** True for what the user asked for, by flag or by answer. */
export function isAsked(evidence: Evidence): boolean {
  return typeof evidence === 'object' && ('flag' in evidence || 'answer' in evidence);
}

/** The same without the text that stands there: `go.mod:3`. */
export function citeLine(evidence: Evidence): string {
  if (typeof evidence === 'string') return evidence;
  if ('flag' in evidence) return `--${evidence.flag}`;
  if ('answer' in evidence) return 'your answer';
  const { file, line } = evidence;
  return line === undefined ? shown(file) : `${shown(file)}:${line}`;
}

/** What a decision can hold: whatever JSON can, so that a plan prints as it is. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/**
 * One decision of the plan with its evidence.
 *
 * - `value`: what was decided.
 * - `from`: where it was read: `go.mod:3 go 1.26`, `--port`, `default`.
 * - `because`: the reason, where the source alone does not give it.
 */
export interface Decision<T extends Json = Json> {
  value: T;
  from: string;
  because?: string;
}

/** Builds a decision; `because` is left out when there is no reason to give. */
export function decide<T extends Json>(value: T, from: string, because?: string): Decision<T> {
  return because === undefined ? { value, from } : { value, from, because };
}

/** The evidence text of a line in a file: `go.mod:3 go 1.26`. */
export function at(file: string, line?: number, text?: string): string {
  const place = line === undefined ? file : `${file}:${line}`;
  return text === undefined ? place : `${place} ${text.trim()}`;
}

/** The one-based number of the line that holds this offset. */
export function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let i = text.indexOf('\n'); i !== -1 && i < offset; i = text.indexOf('\n', i + 1)) line++;
  return line;
}

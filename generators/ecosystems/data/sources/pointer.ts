import { place } from '../../../project/evidence.js';
import type { Found } from '../found.js';

/** How deep a value can lie, and how many of them are read. */
const MOST = 1000;

/**
 * The texts below a JSON pointer (RFC 6901) in which `*` stands for every item: of a text, a number or a truth value itself, of a list
 * its items, of an object that it is there.
 *
 * - `keys`: the names of what is there instead.
 */
export function pointed(
  parsed: unknown,
  file: { path: string; text: string },
  at: string,
  keys: boolean,
): Found[] {
  const steps = at.split('/').slice(1).map(unescaped);
  let places: { value: unknown; names: string[] }[] = [{ value: parsed, names: [] }];
  for (const step of steps) {
    places = places
      .flatMap(({ value, names }) =>
        inside(value, step).map(([name, item]) => ({ value: item, names: [...names, name] })),
      )
      .slice(0, MOST);
  }
  return places.flatMap(({ value, names }) => {
    const texts = keys ? namesIn(value) : textsOf(value);
    return texts.map((each) => ({ value: each, from: lineOf(file, keys ? each : names.at(-1), each) }));
  });
}

function unescaped(step: string): string {
  return step.replaceAll('~1', '/').replaceAll('~0', '~');
}

function inside(value: unknown, step: string): [string, unknown][] {
  if (typeof value !== 'object' || value === null) return [];
  if (step === '*') return Object.entries(value);
  return Object.hasOwn(value, step) ? [[step, (value as Record<string, unknown>)[step]]] : [];
}

function namesIn(value: unknown): string[] {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.keys(value).slice(0, MOST)
    : [];
}

function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value === 'number' || typeof value === 'boolean') return [String(value)];
  if (Array.isArray(value))
    return value.slice(0, MOST).flatMap((item) => (typeof item === 'object' ? [] : textsOf(item)));
  return value === undefined || value === null ? [] : ['true'];
}

/** The first line that has the name and the value on it, else the name: parsers do not tell where they were. */
function lineOf({ path, text }: { path: string; text: string }, name: string | undefined, value: string) {
  const lines = text.split('\n');
  const both = lines.findIndex((line) => line.includes(name ?? value) && line.includes(value));
  const index = both === -1 && name !== undefined ? lines.findIndex((line) => line.includes(name)) : both;
  return index === -1 ? place(path) : place(path, index + 1, lines[index] ?? '');
}

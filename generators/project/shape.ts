import {
  custom,
  type GenericSchema,
  type InferOutput,
  type IssuePathItem,
  looseObject,
  type ObjectEntries,
  pipe,
  record,
  safeParse,
  string,
} from 'valibot';

/** A part of a file that is not of the kind that its reader knows. */
export interface Misshapen {
  /** The keys to it, from outside in: `scripts`, `start`. */
  keys: string[];
  /** What stands there: `null`, `a list`, `a number`. */
  is: string;
}

const isObject = custom<Record<string, unknown>>(
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
);

/** An object with these keys, and others that nobody reads. To valibot alone a list is one too. */
export function object<Entries extends ObjectEntries>(entries: Entries) {
  return pipe(isObject, looseObject(entries));
}

/** An object with any keys and values of one kind. */
export function recordOf<Value extends GenericSchema>(value: Value) {
  return pipe(isObject, record(string(), value));
}

/**
 * A value as its schema has it, and what had to be left out: a part of the wrong kind counts as not written, as it does
 * for the tools themselves. The records in it have no prototype: what a repository calls `constructor` is no function.
 *
 * Returns undefined where the whole is of the wrong kind.
 */
export function shaped<S extends GenericSchema>(
  schema: S,
  given: unknown,
): { value: InferOutput<S>; misshapen: Misshapen[] } | undefined {
  const misshapen: Misshapen[] = [];
  let value = bare(given, 0);
  for (let tries = 0; tries < MOST_LEFT_OUT; tries++) {
    const result = safeParse(schema, value);
    if (result.success) return { value: bare(result.output, 0) as InferOutput<S>, misshapen };
    const paths = result.issues.map(({ path }) => path ?? []);
    if (paths.some((path) => path.length === 0)) return undefined;
    for (const path of paths) {
      const keys = path.map(({ key }: IssuePathItem) => String(key));
      misshapen.push({ keys, is: kindOf(path.at(-1)?.value) });
      value = without(value, keys);
    }
  }
  return undefined;
}

/** A file with more mistakes than this is another kind of file. */
const MOST_LEFT_OUT = 20;

/** Deeper than any file that people write; what lies below is left out. */
const DEEPEST = 60;

/** A copy without prototypes. */
function bare(value: unknown, depth: number): unknown {
  if (depth > DEEPEST) return undefined;
  if (Array.isArray(value)) return value.map((each) => bare(each, depth + 1));
  if (typeof value !== 'object' || value === null) return value;
  const copy = Object.create(null) as Record<string, unknown>;
  for (const [name, each] of Object.entries(value)) copy[name] = bare(each, depth + 1);
  return copy;
}

function without(value: unknown, [key = '', ...more]: string[]): unknown {
  if (Array.isArray(value)) {
    return more.length === 0
      ? value.filter((_, i) => `${i}` !== key)
      : value.map((each, i) => (`${i}` === key ? without(each, more) : each));
  }
  if (typeof value !== 'object' || value === null) return value;
  const copy = Object.assign(Object.create(null), value) as Record<string, unknown>;
  if (more.length === 0) delete copy[key];
  else copy[key] = without(copy[key], more);
  return copy;
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'an object';
  return typeof value === 'string' ? 'a text' : typeof value === 'number' ? 'a number' : 'true or false';
}

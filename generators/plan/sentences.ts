import { type ExitCode, UserError } from '../errors.js';
import type { Evidence } from '../project/evidence.js';
import { shown, shownShort } from '../project/shown.js';
import type { Json } from './decision.js';
import type { Warning } from './plan.js';

/** The values of a sentence, by name: what `--json` carries beside it. */
export type Values = Record<string, Json | undefined>;

/** What a sentence says: what happened and where; `hint` is what to do about it. */
export type Sentence = string | { message: string; hint?: string; exitCode?: ExitCode };

type Table = Record<string, (values: never) => Sentence>;
type ValuesOf<T extends Table, Id extends keyof T> = Parameters<T[Id]>[0];

/** How one ecosystem tells people of what it found: every sentence by its id. */
export interface Sentences<T extends Table> {
  /** Something to know that does not stop the run. */
  warn<Id extends keyof T & string>(id: Id, values: ValuesOf<T, Id>, from?: Evidence): Warning;
  /** The error of what cannot work, to be thrown. */
  refuse<Id extends keyof T & string>(id: Id, values: ValuesOf<T, Id>, from?: Evidence): UserError;
}

/**
 * Makes a table of sentences usable: code names an id and gives values, and what people read stands in the
 * table alone, where it can be read and corrected as a whole.
 */
export function sentencesOf<T extends Table>(table: T): Sentences<T> {
  const say = (id: keyof T, values: Values) => {
    const sentence = (table[id] as (values: Values) => Sentence)(mapped(values));
    const said = typeof sentence === 'string' ? { message: sentence } : sentence;
    return { ...said, message: shown(said.message) };
  };
  return {
    warn(id, values, from) {
      const { message } = say(id, values);
      return { id, values: plain(values), message, ...(from !== undefined && { from }) };
    },
    refuse(id, values, from) {
      const { message, ...rest } = say(id, values);
      return new UserError(message, {
        ...rest,
        id,
        values: plain(values),
        ...(from !== undefined && { from }),
      });
    },
  };
}

/** What a sentence is given: each text of sensible length, whatever a repository calls its things. */
function mapped(values: Values): Values {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, brief(value)]));
}

function brief(value: Json | undefined): Json | undefined {
  if (typeof value === 'string' && !value.includes('\n')) return shownShort(value, LONGEST);
  if (Array.isArray(value)) return value.map((each) => brief(each) ?? null);
  return typeof value === 'object' && value !== null ? (mapped(value) as Json) : value;
}

/** Long enough for a list of names; a name of a thousand letters is no sentence. */
const LONGEST = 400;

function plain(values: Values): Record<string, Json> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

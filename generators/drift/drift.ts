import { createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff';
import type { Plan } from '../plan/plan.js';
import { cite } from '../project/evidence.js';
import type { ComparedFile, FileState } from '../write/compare.js';
import { withVersion } from './recorded.js';

/** A file that is not as it would be generated today. */
export interface Drift {
  path: string;
  state: Exclude<FileState, 'identical'>;
  /** What would change, as `diff -u` has it. */
  patch: string;
  /** Where the new lines are from: `languageVersion 1.27 ← go.mod:3 go 1.27`. */
  because: string[];
}

/** The files that differ from what would be generated. That another version of this program made them is no difference. */
export function driftOf(compared: readonly ComparedFile[], plan: Plan, version: string): Drift[] {
  return compared.flatMap(({ path, before, contents, state }) => {
    if (state === 'identical') return [];
    const now = withVersion(lines(before), version);
    const then = lines(contents);
    if (now === then) return [];
    const patch = createTwoFilesPatch(`a/${path}`, `b/${path}`, now, then, '', '', {
      context: 3,
      headerOptions: FILE_HEADERS_ONLY,
    });
    return [{ path, state, patch, because: before === undefined ? [] : reasonsFor(patch, plan) }];
  });
}

/** Line ends of Windows are no difference. */
function lines(bytes: Buffer | undefined): string {
  return (bytes ?? Buffer.from('')).toString().replaceAll('\r\n', '\n');
}

/** A shorter value stands in too many lines to be the reason for one. */
const SHORTEST = 2;

/** The decisions whose value is in a line that comes and in none that goes, with their evidence. */
function reasonsFor(patch: string, plan: Plan): string[] {
  const body = patch.split('\n').slice(2);
  const comes = body.filter((line) => line.startsWith('+')).join('\n');
  const goes = body.filter((line) => line.startsWith('-')).join('\n');
  const reasons = Object.entries({ base: plan.base, ...plan.variables }).flatMap(
    ([name, { value, from }]) => {
      if (/Reason$/.test(name) || (typeof value !== 'string' && typeof value !== 'number')) return [];
      const text = String(value);
      const isNew = text.length >= SHORTEST && holds(comes, text) && !holds(goes, text);
      return isNew ? [`${name} ${text} ← ${cite(from)}`] : [];
    },
  );
  return [...new Set(reasons)].slice(0, MOST_REASONS);
}

const MOST_REASONS = 6;

/** Whether a text stands there as a whole word. */
function holds(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + 1)) {
    const around = `${text[at - 1] ?? ' '}${text[at + word.length] ?? ' '}`;
    if (!/[\w.]/.test(around)) return true;
  }
  return false;
}

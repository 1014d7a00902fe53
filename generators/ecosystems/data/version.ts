import { coerce, intersects, SemVer, validRange } from 'semver';
import type { ImageRow } from '../../catalog/catalog.js';
import type { LanguageVersion } from '../../catalog/language.js';
import { type Decision, decide } from '../../plan/decision.js';
import type { Warning } from '../../plan/plan.js';
import { cite } from '../../project/evidence.js';
import type { Found } from './found.js';
import { refuse, warn } from './sentences.js';
import type { Values } from './values.js';

export interface ChosenVersion {
  version: Decision<string>;
  warnings: Warning[];
}

/**
 * The version of the language: what was asked for, else what the first of the template's sources says, else the default of
 * the image table.
 *
 * Throws a UserError for a wish that no image has.
 */
export function chooseVersion(
  { read, most = [] }: LanguageVersion,
  row: ImageRow,
  { values, wish }: { values: Values; wish?: Decision<string> | undefined },
): ChosenVersion {
  const { versions = [], ended = [] } = row;
  const known = [...versions, ...ended];
  if (wish !== undefined) {
    const version = known.find((one) => isLine(one, wish.value));
    if (version === undefined) throw refuse('version-unknown', { version: wish.value, known }, wish.from);
    return { version: decide(version, wish.from), warnings: [] };
  }
  const bound = oldest(values.found(most, { all: true }));
  const works = (version: string) => bound === undefined || compared(version, bound.value) <= 0;
  const normal = row.default ?? versions[0] ?? '';
  const usual = [normal, ...known].find(works) ?? normal;
  for (const source of read) {
    const [found] = values.found([source]);
    if (found === undefined) continue;
    const { value, from } = found;
    const version = fitting(value, source.as, { known: known.filter(works), all: known, usual });
    if (version !== undefined) return { version: decide(version, from, found.because), warnings: [] };
    const taken = closest(value, known) ?? usual;
    return {
      version: decide(taken, from, `the closest there is to ${value}`),
      warnings: [warn('version-unlisted', { place: cite(from), version: value, taken }, from)],
    };
  }
  if (bound !== undefined && usual !== normal)
    return { version: decide(usual, bound.from, bound.because), warnings: [] };
  return { version: decide(usual, 'default', 'nothing asks for another'), warnings: [] };
}

/** The oldest version of several. */
function oldest(found: readonly Found[]): Found | undefined {
  return [...found].sort((a, b) => compared(a.value, b.value))[0];
}

function compared(a: string, b: string): number {
  return (coerce(a) ?? new SemVer('0.0.0')).compare(coerce(b) ?? '0.0.0');
}

interface Known {
  /** Those that work here, and all that there are. */
  known: readonly string[];
  all: readonly string[];
  usual: string;
}

function fitting(
  text: string,
  as: 'exact' | 'least' | 'range',
  { known, all, usual }: Known,
): string | undefined {
  if (as === 'exact') return all.find((version) => isLine(version, text));
  const range = validRange(as === 'least' ? `>=${coerce(text)?.version ?? '0'}` : semverOf(text), {
    loose: true,
  });
  if (range === null) return undefined;
  const allowed = (version: string) => intersects(range, `~${version}`, { loose: true });
  return [usual, ...known, ...all].find(allowed);
}

/** True where a version is one of a line: 3.12.4 of 3.12, 3.12 of 3.12. */
function isLine(line: string, version: string): boolean {
  return version === line || version.startsWith(`${line}.`);
}

/** The lowest version of the table that is above one that it does not have. */
function closest(text: string, known: readonly string[]): string | undefined {
  const asked = coerce(text);
  if (asked === null) return undefined;
  return known.findLast((version) => (coerce(version)?.compare(asked) ?? -1) > 0);
}

/** Ranges as Python's packaging and Poetry write them: https://packaging.python.org/en/latest/specifications/version-specifiers/ */
function semverOf(text: string): string {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => !part.startsWith('!='))
    .map((part) => {
      const compatible = /^~=\s*(\d+)\.(\d+)(\.\d+)?/.exec(part);
      if (compatible !== null) {
        const [, major = '0', minor = '0', patch] = compatible;
        return patch === undefined
          ? `>=${major}.${minor} <${Number(major) + 1}`
          : `~${major}.${minor}${patch}`;
      }
      return part.replace(/^===?\s*/, '').replace(/\.\*$/, '.x');
    })
    .join(' ');
}

import type { Lost } from '../plan/candidate.js';
import type { Decision, Json } from '../plan/decision.js';
import type { Plan } from '../plan/plan.js';
import { cite, type Evidence } from '../project/evidence.js';
import { shown } from '../project/shown.js';

/** What was tried and would not have worked, and what nobody can tell before the build. */
export interface Foreseen {
  lost?: readonly Lost[];
  unknown?: readonly string[];
}

/**
 * Every decision of the plan with its evidence, one or two lines each. The sentences that the
 * Dockerfile's comments are made of are left out: their reasons are told with the decision itself.
 * At the end stands what was foreseen.
 */
export function explain(plan: Plan, { lost = [], unknown = [] }: Foreseen = {}): string {
  const decisions: [string, Decision][] = [
    ['app', plan.app],
    ['template', plan.template],
    ['base', plan.base],
    ...Object.entries(plan.variables).filter(([name, { value }]) => !isEmpty(value) && !/Reason$/.test(name)),
  ];
  const width = Math.max(...decisions.map(([name]) => name.length));
  const indent = ' '.repeat(width + 4);
  const lines = decisions.flatMap(([name, { value, from, because, also = [] }]) => [
    `  ${name.padEnd(width)}  ${brief(value)}  ← ${cite(from)}`,
    ...(because === undefined ? [] : [`${indent}because ${because}`]),
    ...also.map((other) => `${indent}also seen: ${brief(other.value)}  ← ${cite(other.from)}`),
  ]);
  const refused = plan.bases.filter((option) => option.refused !== undefined);
  const bases = refused.map(({ base, refused: reason }) => `  no ${base}: ${reason}`);
  const flags = plan.buildFlags.map(
    ({ value, from, because }) =>
      `  docker build ${value}  ← ${cite(from)}${because === undefined ? '' : `: ${because}`}`,
  );
  const runs = (plan.runFlags ?? []).map(
    ({ value, from, because }) =>
      `  docker run ${value}  ← ${cite(from)}${because === undefined ? '' : `: ${because}`}`,
  );
  const behind = (plan.runArguments ?? []).flatMap(({ value, from, because }) =>
    because === undefined ? [] : [`  docker run … ${value}  ← ${cite(from)}: ${because}`],
  );
  const losers = lost.map(
    ({ wish, decision, reason }) =>
      `  not ${OF_WISH[wish] ?? wish} ${brief(decision.value)}  ← ${cite(decision.from)}: ${reason}`,
  );
  const unjudged = unknown.map((what) => `  not foreseen: ${what}`);
  const init = plan.init === undefined ? [] : [`  docker run --init: ${plan.init}`];
  return [...lines, ...flags, ...runs, ...behind, ...init, ...bases, ...losers, ...unjudged, ''].join('\n');
}

/** What a question is called that had several answers. */
const OF_WISH: Record<string, string> = { startCommand: 'the start', base: 'the base' };

/** What a user wants to know first: where it is built and run, how it starts, and why so. */
export function summary(plan: Plan): string {
  return rowsOf(plan, ['build', 'run', 'start', 'port']);
}

/** What was found before a base is chosen. */
export function findings(plan: Plan): string {
  return rowsOf(plan, ['build', 'start', 'port']);
}

function rowsOf({ variables }: Plan, wanted: readonly string[]): string {
  const { buildImage, runtimeImage, ports, entrypoint, cmd } = variables;
  const start = [entrypoint?.value, cmd?.value].flatMap((words) => (Array.isArray(words) ? words : []));
  const rows: [string, string, Evidence | undefined][] = [
    ['build', brief(buildImage?.value ?? null), buildImage?.from],
    ['run', brief(runtimeImage?.value ?? null), runtimeImage?.from],
    [
      'start',
      shown(start.join(' ')),
      cmd?.value === null || isEmpty(cmd?.value ?? null) ? entrypoint?.from : cmd?.from,
    ],
    ['port', Array.isArray(ports?.value) ? ports.value.join(', ') : '', ports?.from],
  ];
  const told = rows.filter(([name, value]) => value !== '' && wanted.includes(name));
  const width = Math.max(...told.map(([, value]) => value.length));
  return told
    .map(([name, value, from]) => `  ${name.padEnd(5)}  ${value.padEnd(width)}  ← ${cite(from ?? 'default')}`)
    .join('\n');
}

/** The warnings, one line each. */
export function warningLines(plan: Plan): string[] {
  return plan.warnings.map(({ message, from }) =>
    from === undefined ? message : `${message} (${cite(from)})`,
  );
}

function isEmpty(value: Json): boolean {
  return value === null || value === '' || (Array.isArray(value) && value.length === 0);
}

/** A command on one line, without the continuations of the shell. */
function oneLine(text: string): string {
  return text
    .split('\n')
    .map((line) => line.trim().replace(/\\$/, '').trimEnd())
    .filter((line) => line !== '')
    .join(' ');
}

/** A value on one line: lists of words as words, everything else as JSON. */
function brief(value: Json): string {
  if (typeof value === 'string') return shown(oneLine(value));
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return shown(value.join(' '));
  if (isIgnoreGroups(value)) return `${value.flatMap(({ lines }) => lines).length} lines`;
  const text = JSON.stringify(value);
  return text.length > 120 ? `${text.slice(0, 119)}…` : text;
}

function isIgnoreGroups(value: Json): value is { lines: string[] }[] {
  return (
    Array.isArray(value) &&
    value.every((item) => typeof item === 'object' && item !== null && 'lines' in item)
  );
}

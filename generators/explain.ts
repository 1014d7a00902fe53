import type { Decision, Json } from './decision.js';
import type { Plan } from './plan.js';

/** Every decision of the plan with its evidence, one or two lines each. */
export function explain(plan: Plan): string {
  const decisions: [string, Decision][] = [
    ['app', plan.app],
    ['template', plan.template],
    ['base', plan.base],
    ...Object.entries(plan.variables).filter(([, { value }]) => !isEmpty(value)),
  ];
  const width = Math.max(...decisions.map(([name]) => name.length));
  const lines = decisions.flatMap(([name, { value, from, because }]) => {
    const indent = ' '.repeat(width + 4);
    const line = `  ${name.padEnd(width)}  ${brief(value)}  ← ${from}`;
    return because === undefined ? [line] : [line, `${indent}because ${because}`];
  });
  const refused = plan.bases.filter((option) => option.refused !== undefined);
  const bases = refused.map(({ base, refused: reason }) => `  no ${base}: ${reason}`);
  return [...lines, ...bases, ''].join('\n');
}

/** The warnings, one line each. */
export function warningLines(plan: Plan): string[] {
  return plan.warnings.map(({ message, from }) => (from === undefined ? message : `${message} (${from})`));
}

function isEmpty(value: Json): boolean {
  return value === null || (Array.isArray(value) && value.length === 0);
}

/** A value on one line: lists of words as words, everything else as JSON. */
function brief(value: Json): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value.join(' ');
  const text = JSON.stringify(value);
  return text.length > 120 ? `${text.slice(0, 119)}…` : text;
}

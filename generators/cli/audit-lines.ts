import type { Audit, AuditFinding } from '../audit/audit.js';
import type { Product } from '../produce.js';
import { shellWord } from '../project/shell.js';
import { shown } from '../project/shown.js';

/** What would be generated, and how to see or take it. */
export function insteadLine(
  { plan, detection }: Product,
  file: string | undefined,
  context: string | undefined,
): string {
  const same = [file, context === undefined ? undefined : `--context ${shellWord(context)}`].filter(
    (word) => word !== undefined,
  );
  const again = ['npx create-dockerfile audit', ...same].join(' ');
  return `create-dockerfile makes one for ${shown(detection.title)} on ${plan.base.value}; ${again} --diff shows it, --fix writes it`;
}

const ORDER = ['error', 'warning', 'note'] as const;

/** The findings for people, by line, and the score. */
export function auditLines({ findings, score, unknown }: Audit, name: string): string[] {
  const counts = ORDER.map((severity) => {
    const count = findings.filter((one) => one.severity === severity).length;
    return `${count} ${severity}${count === 1 ? '' : 's'}`;
  });
  return [
    ...findings.flatMap((one) => findingLines(one, name)),
    ...unknown.map((what) => `not judged: ${what}`),
    `${name}: ${score} of 100 (${counts.join(', ')})`,
  ];
}

function findingLines({ line, severity, what, costs, mend, link, id }: AuditFinding, name: string): string[] {
  return [
    `${name}:${line} ${severity}: ${what} [${id}]`,
    ...(costs === undefined ? [] : [`    costs (estimated): ${costs}`]),
    `    ${mend} ${link}`,
  ];
}

import { sep } from 'node:path';
import type { Log } from 'sarif';
import type { AuditFinding } from './audit.js';
import { CHECKS } from './checks/index.js';

const LEVELS = { error: 'error', warning: 'warning', note: 'note' } as const;

/**
 * The findings in SARIF 2.1.0, which code scanning reads: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 *
 * - `path`: of the Dockerfile, from the root of the repository; `version`: of this program.
 */
export function sarif(findings: readonly AuditFinding[], path: string, version: string): Log {
  const uri = encodeURI(path.split(sep).join('/'));
  const titles = new Map(CHECKS.map(({ id, title }) => [id, title]));
  const ids = [...new Set(findings.map(({ id }) => id))];
  const rules = ids.map((id) => {
    const { what = '', mend = '', link = '' } = findings.find((finding) => finding.id === id) ?? {};
    return {
      id,
      shortDescription: { text: titles.get(id) ?? what },
      help: { text: mend },
      helpUri: link,
    };
  });
  const results = findings.map(({ id, severity, line, what, costs, mend }) => ({
    ruleId: id,
    ruleIndex: ids.indexOf(id),
    level: LEVELS[severity],
    message: { text: `${what}${costs === undefined ? '' : ` (estimated: ${costs})`}. ${mend}` },
    locations: [
      { physicalLocation: { artifactLocation: { uri }, region: { startLine: Math.max(1, line) } } },
    ],
  }));
  const driver = {
    name: 'create-dockerfile',
    version,
    informationUri: 'https://www.npmjs.com/package/create-dockerfile',
    rules,
  };
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [{ tool: { driver }, results }],
  };
}

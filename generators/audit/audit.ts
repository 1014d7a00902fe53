import type { Finding } from '../preflight/finding.js';
import { preflight } from '../preflight/preflight.js';
import type { Project } from '../project/project.js';
import type { Category, Severity } from './check.js';
import { CHECKS } from './checks/index.js';
import { type Subject, type SubjectRequest, subjectOf } from './subject.js';

/** Something that could be better, at its line. */
export interface AuditFinding {
  id: string;
  severity: Severity;
  category: Category;
  /** One-based line of the Dockerfile. */
  line: number;
  what: string;
  /** An estimate from the repository, never measured. */
  costs?: string;
  mend: string;
  link: string;
}

export interface Audit {
  /** In the order of the lines. */
  findings: AuditFinding[];
  /** From 0 to 100: what is left when each finding has taken what it weighs. */
  score: number;
  /** What could not be judged. */
  unknown: string[];
}

/** What a finding takes from the score. */
const WEIGHT: Record<Severity, number> = { error: 20, warning: 7, note: 2 };

const PREFLIGHT = 'https://docs.docker.com/build/concepts/dockerfile/';

/**
 * Looks a Dockerfile over by the practice of multi-stage builds, and foresees what of it cannot work. Nothing is built.
 */
export function audit(request: SubjectRequest): Audit {
  const subject = subjectOf(request);
  const { findings: foreseen, unknown } = foresee(request);
  const findings = [
    ...foreseen.map((finding) => foreseenFinding(finding, request.project)),
    ...CHECKS.flatMap((check) => hitsOf(check, subject)),
  ].sort((a, b) => a.line - b.line || WEIGHT[b.severity] - WEIGHT[a.severity]);
  const lost = findings.reduce((sum, { severity }) => sum + WEIGHT[severity], 0);
  return { findings, score: Math.max(0, 100 - lost), unknown };
}

type Foreseen = Pick<SubjectRequest, 'text' | 'dockerignore' | 'project'>;

function foresee({ text, dockerignore = '', project }: Foreseen) {
  return preflight({ dockerfile: text, dockerignore, project });
}

/** What a Dockerfile copies that is not in the build context, and that no build outside of Docker would put there. */
export function lacks(request: Foreseen): Finding[] {
  return foresee(request).findings.filter(
    ({ id, path }) =>
      id === 'context-missing' && (path === undefined || !isMadeOutside(path, request.project)),
  );
}

/** What preflight foresees, as far as it holds for a Dockerfile whose surroundings are not known. */
function foreseenFinding(finding: Finding, project: Project): AuditFinding {
  const { id, severity, line, message, remedy, path } = finding;
  const base = {
    id,
    severity,
    category: 'correctness' as const,
    line,
    what: message,
    mend: remedy,
    link: PREFLIGHT,
  };
  // A stage that nothing copies from may be a target of its own.
  if (id === 'stage-unused') return { ...base, severity: 'note', category: 'structure' };
  // Several programs side by side may be meant: concurrently, nodemon in an image to develop in.
  if (id === 'start-develops') return { ...base, severity: 'warning' };
  if (id !== 'context-missing' || path === undefined || !isMadeOutside(path, project)) return base;
  return {
    ...base,
    id: 'built-outside',
    severity: 'warning',
    category: 'structure',
    what: `${path} is copied from the build context, where a build outside of Docker has to have put it`,
    mend: 'Build it in a stage of its own: then a fresh clone builds, everywhere alike.',
  };
}

/** What builds leave behind: in a directory that is theirs, of a name that is filled in, or kept out of the repository. */
function isMadeOutside(path: string, project: Project): boolean {
  const clean = path.replace(/^\.?\//, '');
  if (
    /^(?:\.?build|target|dist|out|bin|release|publish|_output|\.output|\.next)(?:\/|$)|\/(?:target|dist|build)\/|\$|\.(?:jar|war|exe|tar|tgz)$/.test(
      clean,
    )
  )
    return true;
  const ignored = project.read('.gitignore') ?? '';
  return ignored.split(/\r?\n/).some((pattern) => pattern.replace(/^\/|\/$/g, '').trim() === clean);
}

function hitsOf(check: (typeof CHECKS)[number], subject: Subject): AuditFinding[] {
  const { id, severity, category, mend, link } = check;
  return check.look(subject).map((hit) => ({ id, severity, category, mend, link, ...hit }));
}

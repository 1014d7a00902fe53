import { UserError } from '../errors.js';
import type { Candidate, Lost } from '../plan/candidate.js';
import { decide } from '../plan/decision.js';
import type { Plan } from '../plan/plan.js';
import { refuse } from '../plan/shared-sentences.js';
import type { Wishes } from '../plan/wishes.js';
import type { Project } from '../project/project.js';
import type { OutputFile } from '../render/render.js';
import type { Finding } from './finding.js';
import { preflight } from './preflight.js';

/** What one set of answers comes to. */
export interface Draft {
  wishes: Wishes;
  plan: Plan;
  files: OutputFile[];
}

export interface AttemptsRequest {
  project: Project;
  first: Draft;
  /** Plans and renders under other wishes; throws a UserError where they cannot be met. */
  draft(wishes: Wishes): Draft;
  /** Other answers that the repository gives, best first; only asked for when the first does not work. */
  candidates(): readonly Candidate[];
}

/** More answers than this are not tried. */
const MOST_TRIED = 6;

/**
 * The first draft whose image preflight foresees to work: as it was decided, else with another answer to a
 * question that the user left open, in the order of their likelihood; and what lost before it.
 *
 * Throws a UserError about the first draft when none works.
 */
export function firstThatPasses(request: AttemptsRequest): Draft & { lost: Lost[] } {
  const { project, first } = request;
  const wrong = firstError(first, project);
  if (wrong === undefined) return { ...first, lost: [] };
  const lost: Lost[] = [{ wish: 'startCommand', decision: startOf(first.plan), reason: wrong.message }];
  for (const { wish, decision } of othersFor(request, wrong).slice(0, MOST_TRIED)) {
    const outcome = attempt(request, { ...first.wishes, [wish]: decision });
    if (typeof outcome !== 'string') return { ...outcome, lost };
    lost.push({ wish, decision, reason: outcome });
  }
  const { id, instruction, message, remedy } = wrong;
  throw refuse('preflight', { finding: id, instruction, message, remedy });
}

/** The draft under other wishes, or what is wrong with it. */
function attempt({ draft, project }: AttemptsRequest, wishes: Wishes): Draft | string {
  try {
    const made = draft(wishes);
    return firstError(made, project)?.message ?? made;
  } catch (error) {
    if (error instanceof UserError) return error.message;
    throw error;
  }
}

function firstError({ files }: Draft, project: Project): Finding | undefined {
  const contentsOf = (path: string) => files.find((file) => file.path === path)?.contents ?? '';
  const { findings } = preflight({
    dockerfile: contentsOf('Dockerfile'),
    dockerignore: contentsOf('.dockerignore'),
    project,
    generated: files.map(({ path }) => path),
  });
  return findings.find(({ severity }) => severity === 'error');
}

/** Findings that another base may have a remedy for. */
const ABOUT_THE_BASE = new Set<Finding['id']>(['command-missing', 'interpreter-missing', 'shell-missing']);

function othersFor({ first, candidates }: AttemptsRequest, { id }: Finding): Candidate[] {
  const bases = ABOUT_THE_BASE.has(id) ? otherBases(first.plan) : [];
  return [...bases, ...candidates()].filter(({ wish }) => first.wishes[wish] === undefined);
}

function otherBases({ bases, base }: Plan): Candidate[] {
  return bases
    .filter((option) => option.refused === undefined && option.base !== base.value)
    .map((option) => ({ wish: 'base', decision: decide(option.base, 'default', option.description) }));
}

function startOf({ variables }: Plan): Lost['decision'] {
  const words = [variables.entrypoint?.value, variables.cmd?.value].flat().filter((word) => word != null);
  return decide(words.join(' '), variables.cmd?.from ?? 'default');
}

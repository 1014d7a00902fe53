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
  wishes: Wishes;
  /** What was decided under these wishes, or why nothing could be. */
  first: Draft | UserError;
  /** Plans and renders under other wishes; throws a UserError where they cannot be met. */
  draft(wishes: Wishes): Draft;
  /** Other answers that the repository gives, best first; only asked for when the first does not work. */
  candidates(problem: string): readonly Candidate[];
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
  const { project, first, wishes } = request;
  const wrong = problemOf(first, project);
  if (wrong === undefined) return { ...(first as Draft), lost: [] };
  const lost: Lost[] = [lostStart(first, wrong.message)];
  for (const { wish, decision } of othersFor(request, wrong).slice(0, MOST_TRIED)) {
    const outcome = attempt(() => request.draft({ ...wishes, [wish]: decision }));
    const problem = problemOf(outcome, project);
    if (problem === undefined) return { ...(outcome as Draft), lost };
    lost.push({ wish, decision, reason: problem.message });
  }
  throw wrong.error;
}

/** What a draft comes to, or the UserError that there is none. */
export function attempt<T>(make: () => T): T | UserError {
  try {
    return make();
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
}

/** What is wrong with a draft: why there is none, or the first error that preflight finds. */
interface Problem {
  id: string;
  message: string;
  error: UserError;
}

function problemOf(draft: Draft | UserError, project: Project): Problem | undefined {
  if (draft instanceof UserError) return { id: draft.id ?? '', message: draft.message, error: draft };
  const found = firstError(draft, project);
  if (found === undefined) return undefined;
  const { id, instruction, message, remedy } = found;
  return { id, message, error: refuse('preflight', { finding: id, instruction, message, remedy }) };
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
const ABOUT_THE_BASE = new Set<string>(['command-missing', 'interpreter-missing', 'shell-missing']);

function othersFor({ first, wishes, candidates }: AttemptsRequest, { id }: Problem): Candidate[] {
  const bases = ABOUT_THE_BASE.has(id) && !(first instanceof UserError) ? otherBases(first.plan) : [];
  return [...bases, ...candidates(id)].filter(({ wish }) => wishes[wish] === undefined);
}

function otherBases({ bases, base }: Plan): Candidate[] {
  return bases
    .filter((option) => option.refused === undefined && option.base !== base.value)
    .map((option) => ({ wish: 'base', decision: decide(option.base, 'default', option.description) }));
}

/** The start of a draft that lost; of one that could not be planned, the place that names it. */
function lostStart(draft: Draft | UserError, reason: string): Lost {
  if (draft instanceof UserError) {
    return { wish: 'startCommand', decision: decide('', draft.from ?? 'default'), reason };
  }
  const { entrypoint, cmd } = draft.plan.variables;
  const words = [entrypoint?.value, cmd?.value].flat().filter((word) => word != null);
  return { wish: 'startCommand', decision: decide(words.join(' '), cmd?.from ?? 'default'), reason };
}

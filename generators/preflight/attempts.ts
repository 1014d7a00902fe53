import { UserError } from '../errors.js';
import type { Candidate, Lost } from '../plan/candidate.js';
import { decide } from '../plan/decision.js';
import type { Plan } from '../plan/plan.js';
import type { Product } from '../plan/product.js';
import { refuse } from '../plan/shared-sentences.js';
import type { Wishes } from '../plan/wishes.js';
import { ignoreTextIn } from '../project/dockerignore.js';
import type { Project } from '../project/project.js';
import type { OutputFile } from '../render/render.js';
import { preflight } from './preflight.js';

/** What one set of answers comes to. */
export interface Draft {
  wishes: Wishes;
  plan: Plan;
  files: OutputFile[];
}

export interface AttemptsRequest {
  project: Project;
  /** What builds of the repository make, as their manifests say. */
  products?: readonly Product[];
  wishes: Wishes;
  /** What was decided under these wishes, or why nothing could be. */
  first: Draft | UserError;
  /** Plans and renders under other wishes; throws a UserError where they cannot be met. */
  draft(wishes: Wishes): Draft;
  /** Other answers that the repository gives, best first; only asked for when the first does not work. */
  candidates(problem: string): readonly Candidate[];
}

/** A draft that passed. */
export interface Passed extends Draft {
  /** What was tried before it, and why it would not work. */
  lost: Lost[];
  /** What could not be judged, in words. */
  unknown: string[];
}

/** More answers than this are not tried. */
const MOST_TRIED = 6;

/**
 * The first draft whose image preflight foresees to work: as it was decided, else with another answer to a
 * question that the user left open, in the order of their likelihood; and what lost before it.
 *
 * Throws a UserError about the first draft when none works.
 */
export function firstThatPasses(request: AttemptsRequest): Passed {
  const { first, wishes } = request;
  const judged = judge(first, request);
  if (!('problem' in judged)) return { ...judged, lost: [] };
  const { problem } = judged;
  const lost: Lost[] = [lostStart(first, problem.message)];
  for (const { wish, decision } of othersFor(request, problem).slice(0, MOST_TRIED)) {
    const other = judge(
      attempt(() => request.draft({ ...wishes, [wish]: decision })),
      request,
    );
    if (!('problem' in other)) return { ...other, lost };
    lost.push({ wish, decision, reason: other.problem.message });
  }
  throw problem.error;
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

type Judged = Omit<Passed, 'lost'> | { problem: Problem };

function judge(draft: Draft | UserError, { project, products = [] }: AttemptsRequest): Judged {
  if (draft instanceof UserError) {
    return { problem: { id: draft.id ?? '', message: draft.message, error: draft } };
  }
  const contentsOf = (path: string) => draft.files.find((file) => file.path === path)?.contents ?? '';
  const { findings, unknown } = preflight({
    dockerfile: contentsOf('Dockerfile'),
    dockerignore: ignoreTextIn(draft.files),
    project,
    products,
    generated: draft.files.map(({ path }) => path),
    ...(draft.plan.steps !== undefined && { steps: draft.plan.steps }),
    ...(draft.plan.acts !== undefined && { acts: draft.plan.acts }),
  });
  const found = findings.find(({ severity }) => severity === 'error');
  if (found === undefined) return { ...draft, unknown };
  const { id, instruction, message, remedy } = found;
  return {
    problem: { id, message, error: refuse('preflight', { finding: id, instruction, message, remedy }) },
  };
}

/** Findings that another base may have a remedy for. */
const ABOUT_THE_BASE = new Set<string>([
  'command-missing',
  'interpreter-missing',
  'libc-missing',
  'shell-missing',
  'users-missing',
  'zones-missing',
]);

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

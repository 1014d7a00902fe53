import type { Decision } from './decision.js';
import type { Wishes } from './wishes.js';

/**
 * Another answer to one question of the plan, to be tried where the first does not work: as if it had been
 * asked for, with where it was read and why it was not the first.
 */
export type Candidate = {
  [Wish in CandidateWish]: { wish: Wish; decision: Candidates[Wish] };
}[CandidateWish];

/** What a repository itself may answer in several ways. */
export type CandidateWish = 'base' | 'startCommand';

type Candidates = { [Wish in CandidateWish]: NonNullable<Wishes[Wish]> };

/** An answer that was tried and lost: the question, its value, and what would not have worked. */
export interface Lost {
  wish: string;
  decision: Decision;
  reason: string;
}

import type { Base } from '../vocabulary.js';
import type { Decision } from './decision.js';
import type { Detection } from './ecosystem.js';
import type { BaseOption, Plan } from './plan.js';
import type { Wishes } from './wishes.js';

/** Asks the questions that the repository leaves open. */
export interface Prompter {
  app(open: readonly Detection[]): Promise<Detection>;
  /** Tells what was found before anything more is asked. */
  found?(title: string, plan: Plan): void;
  base(options: readonly BaseOption[]): Promise<Decision<Base>>;
  wish(wish: keyof Wishes, preset: string): Promise<Decision>;
  /** A question of a template; an empty answer takes the preset. */
  setting(question: string, preset: string): Promise<string>;
}

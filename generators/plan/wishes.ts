import type { Base, TestMode } from '../vocabulary.js';
import type { Decision } from './decision.js';

/** What the user asked for, by flag or by answer. */
export interface Wishes {
  base?: Decision<Base>;
  port?: Decision<number>;
  languageVersion?: Decision<string>;
  buildCommand?: Decision<string>;
  startCommand?: Decision<string>;
  test?: Decision<TestMode>;
  lint?: Decision<boolean>;
  dev?: Decision<boolean>;
  mavenProfile?: Decision<string>;
  optimizeStartup?: Decision<boolean>;
  jlink?: Decision<boolean>;
  /** The directory of a template that goes before all others. */
  template?: Decision<string>;
  /** Variables of a template, by their names. */
  set?: Decision<Record<string, string>>;
}

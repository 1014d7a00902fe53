import type { SingleSource } from '../../../catalog/language.js';
import type { Project } from '../../../project/project.js';
import type { Found } from '../found.js';

/** What a source can ask besides what it says itself. */
export interface SourceContext {
  project: Project;
  /** The directory of the app. */
  dir: string;
  /** The directory of the workspace that it is a part of; the same without one. */
  root: string;
  /** The values of a variable. */
  variable(name: string): readonly Found[];
  /** A text with its variables filled in; undefined where one has no value. */
  fill(text: string): string | undefined;
}

/**
 * One kind of source: what it finds, in order. All texts of the source have their variables filled in. Nothing there
 * is an empty list, never an error.
 */
export type SourceReader = (source: SingleSource, context: SourceContext) => Found[];

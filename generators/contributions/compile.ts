import Handlebars from 'handlebars';
import { type Compiled, compile } from '../render/compile.js';

/**
 * Compiles the text of a template that is not built in. It has been checked before: it loops, asks and calls the helpers of
 * places, and nothing else.
 */
export function compileOwn(text: string, partials: Record<string, string>): Compiled {
  return compile(text, partials, Handlebars);
}

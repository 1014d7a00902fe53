import Handlebars from 'handlebars';
import type { Json } from '../plan/decision.js';
import { PLACES } from './places.js';

/** A template as a function of its values. */
export type Compiled = (values: Record<string, Json>) => string;

/** Templates as Handlebars has them when they are compiled before they are used, by name. */
export type Specifications = Record<string, TemplateSpecification>;

// strict does not reach into {{#if}}; the contract test walks the syntax tree for that.
const OPTIONS = {
  noEscape: true,
  strict: true,
  preventIndent: true,
  knownHelpers: Object.fromEntries(Object.keys(PLACES).map((name) => [name, true])),
  knownHelpersOnly: true,
} as const;

/**
 * Compiles the text of a template.
 *
 * - `handlebars`: the whole of it, where this module has only what runs templates.
 */
export function compile(text: string, partials: Record<string, string>, handlebars = Handlebars): Compiled {
  const engine = createEngine(handlebars);
  for (const [name, partial] of Object.entries(partials)) engine.registerPartial(name, wholeLines(partial));
  return engine.compile(included(text, partials), OPTIONS);
}

/** A template that was compiled when the package was built, with the partials that it calls. */
export function load(specification: TemplateSpecification, partials: Specifications): Compiled {
  const engine = createEngine();
  for (const [name, partial] of Object.entries(partials)) {
    engine.registerPartial(name, engine.template(partial));
  }
  return engine.template(specification);
}

/** The code of a template, for the package to hold, and the names of the partials that it calls. */
export function precompile(
  text: string,
  partials: Record<string, string>,
): { code: string; calls: string[] } {
  const whole = included(text, partials);
  return {
    code: String(Handlebars.precompile(whole, OPTIONS)),
    calls: [...whole.matchAll(/\{\{#?>\s*([\w-]+)/g)].map(([, name = '']) => name),
  };
}

function createEngine(handlebars = Handlebars): typeof Handlebars {
  const engine = handlebars.create();
  for (const [name, place] of Object.entries(PLACES)) {
    // Handlebars gives its own options as the last argument.
    const write = place as (...values: Json[]) => string;
    engine.registerHelper(name, (...values) => write(...values.slice(0, -1)));
  }
  return engine;
}

/** Partials on lines of their own as part of the text: one template compiles in a fraction of the time of ten. */
function included(text: string, partials: Record<string, string>): string {
  return wholeLines(text).replace(/^\{\{> ([\w-]+)\}\}\n/gm, (line, name: string) => {
    const partial = partials[name];
    return partial === undefined ? line : included(partial, partials);
  });
}

/**
 * A block that is a whole line takes its line with it, as if its ends stood on lines of their own:
 * `{{#if user}}USER {{user}}{{/if}}` leaves no blank line where there is no user.
 */
function wholeLines(text: string): string {
  return text.replace(
    /^(\{\{#(if|unless|each) [^{}]+\}\})(.+)(\{\{\/\2\}\})$/gm,
    (line, open: string, block: string, inner: string, close: string) =>
      isBalanced(inner, block) ? `${open}\n${inner}\n${close}` : line,
  );
}

/** True when every end of such a block in a text has its beginning there: the text is inside of one block. */
function isBalanced(text: string, block: string): boolean {
  let depth = 0;
  for (const [end] of text.matchAll(new RegExp(`\\{\\{[#/]${block}\\b`, 'g'))) {
    depth += end.startsWith('{{#') ? 1 : -1;
    if (depth < 0) return false;
  }
  return depth === 0;
}

import Handlebars from 'handlebars';
import type { Json } from '../plan/decision.js';

/** A template as a function of its values. */
export type Compiled = (values: Record<string, Json>) => string;

/** Templates as Handlebars has them when they are compiled before they are used, by name. */
export type Specifications = Record<string, TemplateSpecification>;

/** The helper templates may use: `json` prints a list in exec form. */
const HELPERS: Record<string, Handlebars.HelperDelegate> = { json: execForm };

// strict does not reach into {{#if}}; the contract test walks the syntax tree for that.
const OPTIONS = {
  noEscape: true,
  strict: true,
  preventIndent: true,
  knownHelpers: { json: true },
  knownHelpersOnly: true,
} as const;

/** Compiles the text of a template. */
export function compile(text: string, partials: Record<string, string>): Compiled {
  const engine = createEngine();
  for (const [name, partial] of Object.entries(partials)) engine.registerPartial(name, partial);
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

function createEngine(): typeof Handlebars {
  const engine = Handlebars.create();
  for (const [name, helper] of Object.entries(HELPERS)) engine.registerHelper(name, helper);
  return engine;
}

/** `["node", "server.js"]`: JSON as people write it in a Dockerfile. */
function execForm(value: Json): string {
  return Array.isArray(value)
    ? `[${value.map((item) => JSON.stringify(item)).join(', ')}]`
    : JSON.stringify(value);
}

/** Partials on lines of their own as part of the text: one template compiles in a fraction of the time of ten. */
function included(text: string, partials: Record<string, string>): string {
  return text.replace(/^\{\{> ([\w-]+)\}\}\n/gm, (line, name: string) => {
    const partial = partials[name];
    return partial === undefined ? line : included(partial, partials);
  });
}

import Handlebars from 'handlebars';
import { type Catalog, type Template, templateOf } from '../catalog/catalog.js';
import type { Json } from '../plan/decision.js';
import type { Plan } from '../plan/plan.js';
import { wrap } from '../plan/wrap.js';

/** A file to write, relative to the root of the repository. */
export interface OutputFile {
  path: string;
  contents: string;
}

/** What the first lines of the files say about their origin. */
export interface Made {
  version: string;
  command: string;
}

/** What every template may use besides the variables it declares. */
export const GIVEN_VARIABLES = ['base', 'command', 'version'] as const;

/**
 * The helpers templates may use: `json` prints a list in exec form, the block `comment` breaks its text into the
 * lines of a comment. A text that ends with a line break, as between tags on lines of their own, keeps it.
 */
const HELPERS: Record<string, Handlebars.HelperDelegate> = {
  json: execForm,
  comment(this: unknown, { fn }: Handlebars.HelperOptions) {
    const text = fn(this);
    const lines = wrap(text.replace(/\s+/g, ' ').trim(), WIDTH - '# '.length);
    return lines.map((line) => `# ${line}`).join('\n') + (/\n\s*$/.test(text) ? '\n' : '');
  },
};

/** The longest line of a comment, in columns. */
const WIDTH = 99;

/**
 * Turns a plan into files with its template; decides nothing.
 *
 * - `made`: by which version of this program, and the command line that makes the files again.
 *
 * Throws when the template uses a variable that the plan does not hold: a defect, never a blank.
 */
export function render(plan: Plan, catalog: Catalog, made: Made): OutputFile[] {
  const template = templateOf(catalog, plan.template.value);
  const engine = createEngine(catalog.partials);
  const values = { ...valuesOf(plan, template), base: plan.base.value, ...made };
  return Object.entries(template.manifest.files).map(([source, path]) => ({
    path,
    contents: tidy(engine.compile(template.sources[source], COMPILE_OPTIONS)(values)),
  }));
}

/** `["node", "server.js"]`: JSON as people write it in a Dockerfile. */
function execForm(value: Json): string {
  return Array.isArray(value)
    ? `[${value.map((item) => JSON.stringify(item)).join(', ')}]`
    : JSON.stringify(value);
}

// strict does not reach into {{#if}}; the contract test walks the syntax tree for that.
const COMPILE_OPTIONS = {
  noEscape: true,
  strict: true,
  preventIndent: true,
  knownHelpers: { json: true, comment: true },
  knownHelpersOnly: true,
} as const;

function createEngine(partials: Record<string, string>): typeof Handlebars {
  const engine = Handlebars.create();
  for (const [name, helper] of Object.entries(HELPERS)) engine.registerHelper(name, helper);
  for (const [name, text] of Object.entries(partials)) engine.registerPartial(name, text);
  return engine;
}

function valuesOf(plan: Plan, template: Template): Record<string, Json> {
  const declared = Object.keys(template.manifest.variables);
  const given = Object.keys(plan.variables);
  const missing = declared.filter((name) => !given.includes(name));
  const unknown = given.filter((name) => !declared.includes(name));
  const manifest = `templates/${template.manifest.id}/template.json`;
  if (unknown.length > 0) {
    throw new Error(
      `${manifest} does not declare ${unknown.join(', ')}: declare and use them, or leave them out of the plan`,
    );
  }
  if (missing.length > 0) {
    throw new Error(
      `${manifest} declares ${missing.join(', ')}: the plan has to give them, or the template does without`,
    );
  }
  return Object.fromEntries(Object.entries(plan.variables).map(([name, { value }]) => [name, value]));
}

/** One blank line at most, none at the end: loops and conditions may leave more behind. */
function tidy(text: string): string {
  return `${text
    .replace(/[ \t]+$/gm, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim()}\n`;
}

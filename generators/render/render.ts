import { type Catalog, type Template, templateOf } from '../catalog/catalog.js';
import type { UserError } from '../errors.js';
import type { Json } from '../plan/decision.js';
import { fileFlag } from '../plan/placement.js';
import type { Plan } from '../plan/plan.js';
import { refuse } from '../plan/shared-sentences.js';
import { citeLine, type Evidence } from '../project/evidence.js';
import { below } from '../project/paths.js';
import { shownShort } from '../project/shown.js';
import { type Compiled, compile, load } from './compile.js';
import { Unwritable } from './places.js';
import { neutral, structureOf } from './structure.js';
import { wrap } from './wrap.js';

/** A file to write, relative to the root of the repository. */
export interface OutputFile {
  path: string;
  contents: string;
  /** What `contents` adds to the end of the file that is there, whose own bytes stay as they are. */
  adds?: string;
}

/** What the first lines of the files say about their origin. */
export interface Made {
  version: string;
  command: string;
  /** Labels of the image, which an organisation asks for. */
  labels?: { name: string; value: string }[];
  /** Where its files stand when every app of a repository has its own: `apps/web`; by default at the root. */
  directory?: string;
}

/** What every template may use besides the variables it declares. */
export const GIVEN_VARIABLES = ['base', 'command', 'dockerfileFlag', 'labels', 'version', 'written'] as const;

/** The longest line of a comment, in columns. */
const WIDTH = 99;

/**
 * Turns a plan into files with its template; decides nothing.
 *
 * - `made`: by which version of this program, and the command line that makes the files again.
 *
 * Throws when the template uses a variable that the plan does not hold: a defect, never a blank; a UserError where
 * a value of the repository has no way to be written.
 */
export function render(plan: Plan, catalog: Catalog, made: Made): OutputFile[] {
  const template = templateOf(catalog, plan.template.value);
  const { directory = '.', ...said } = made;
  const paths = Object.entries(template.manifest.files);
  const places = Object.fromEntries(paths.map(([, path]) => [path, standsAt(path, directory)]));
  const given = { base: plan.base.value, dockerfileFlag: fileFlag(directory), labels: [], written: places };
  const values = { ...valuesOf(plan, template), ...given, ...said };
  return paths.map(([source, path]) => {
    const write = compiled(template, source, catalog);
    const fill = (all: Record<string, Json>) => tidy(write(all));
    const contents = written(fill, values, plan);
    if (path === 'Dockerfile') checkStructure(contents, fill, values, plan);
    return { path: places[path] ?? path, contents };
  });
}

/** Of the files that builders look for themselves the place is said when they are written. */
function standsAt(path: string, directory: string): string {
  return /^(Dockerfile|\.dockerignore)$/.test(path) ? path : below(directory, path);
}

type Fill = (values: Record<string, Json>) => string;

/** Throws a UserError that names the value and where it is from when a place cannot hold it. */
function written(fill: Fill, values: Record<string, Json>, plan: Plan): string {
  try {
    return fill(values);
  } catch (error) {
    if (!(error instanceof Unwritable)) throw error;
    const { value, place } = error;
    const holder = Object.values(plan.variables).find((each) => holds(each.value, value));
    throw unwritable(value, place, holder?.from);
  }
}

/**
 * Reads the file back: whatever the values are, its instructions are those of the template.
 *
 * Throws a UserError that names the value that changed them.
 */
function checkStructure(contents: string, fill: Fill, values: Record<string, Json>, plan: Plan): void {
  const harmless = neutral(values);
  const meant = structureOf(fill(harmless)).join('\n');
  if (structureOf(contents).join('\n') === meant) return;
  const breaks = (name: string) =>
    structureOf(fill({ ...harmless, [name]: values[name] ?? null })).join('\n') !== meant;
  const name = Object.keys(values).find(breaks) ?? '';
  throw unwritable(JSON.stringify(values[name] ?? null), 'the Dockerfile', plan.variables[name]?.from);
}

function unwritable(value: string, where: string, from: Evidence | undefined): UserError {
  const known = from !== undefined && from !== 'default' ? citeLine(from) : undefined;
  const values = { value: shownShort(value), where, ...(known !== undefined && { source: known }) };
  return refuse('value-unwritable', values, from);
}

function holds(value: Json, text: string): boolean {
  if (typeof value === 'string') return value.includes(text) || text.includes(value);
  return (
    typeof value === 'object' && value !== null && Object.values(value).some((each) => holds(each, text))
  );
}

function compiled(
  { sources, specifications, compiled: own }: Template,
  source: string,
  catalog: Catalog,
): Compiled {
  const filling = own?.[source];
  if (filling !== undefined) return filling;
  const specification = specifications?.[source];
  return specification === undefined
    ? compile(sources[source] ?? '', catalog.partials)
    : load(specification, catalog.compiledPartials ?? {});
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

/** One blank line at most, none at the end, as loops and conditions may leave more behind; no comment too long to read. */
function tidy(text: string): string {
  const lines = text.split('\n').flatMap((line) => brokenUp(line.trimEnd()));
  return `${lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()}\n`;
}

/** A comment that is a sentence as lines of its width; one with a command to copy, or for a tool, stays whole. */
function brokenUp(line: string): string[] {
  if (line.length <= WIDTH || !/^# (?!hadolint |Generated by )\S/.test(line)) return [line];
  return wrap(line.slice('# '.length), WIDTH - '# '.length).map((part) => `# ${part}`);
}

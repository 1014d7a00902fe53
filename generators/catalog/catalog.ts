import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Base, EcosystemId } from '../vocabulary.js';
import type { Conditions, Language, Source } from './language.js';

/** What a variable can hold: whatever JSON can. */
type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** One row of `templates/images.json`, the only place where image tags are written. */
export interface ImageRow {
  /** `golang:{version}-alpine`; without `{version}` the image is the same for all versions. */
  image: string;
  /** Language versions this image is published and supported for, the newest first. */
  versions?: string[];
  /** Versions that are out of support but still published: kept with a warning when asked for. */
  ended?: string[];
  /** The version taken when nothing asks for one. */
  default?: string;
  /** Numeric `uid:gid` that the app runs as. */
  user?: string;
  /** What the image prepends to CMD. */
  entrypoint?: string[];
  /** The C library binaries find there. */
  libc: 'glibc' | 'musl' | 'none';
  /** True when it has `/bin/sh`. */
  shell: boolean;
}

/**
 * A base as a template offers it: two rows of the image table, or the reason why not.
 *
 * - `description`: the trade-off, for the question.
 * - `about`: what the runtime stage is, as a half sentence for its comment.
 */
export type TemplateBase =
  | { build: string; runtime: string; description: string; about?: string; when?: Conditions }
  | { refused: string; description: string; when?: Conditions };

export interface TemplateVariable {
  type: 'string' | 'number' | 'boolean' | 'list' | 'object' | 'command';
  description: string;
  /** True when null is a value, for what the template leaves out. */
  optional?: boolean;
  /** Of a language of its own: where it is read; the first source that gives a value wins. */
  read?: Source[];
  /** True when all sources are read, as against the first that gives anything: for lists. */
  all?: boolean;
  /** What it is where no source gives a value. */
  default?: Json;
  /** The question whose answer it is where nothing gives a value; `--set name=value` answers it. */
  ask?: string;
}

/** `templates/<id>/template.json`. */
export interface Manifest {
  id: string;
  title: string;
  /** The planner that fills it in; absent where it brings a language of its own. */
  ecosystem?: EcosystemId;
  /** Id of the template of which it replaces some parts. */
  extends?: string;
  /** The language that it brings. */
  language?: Language;
  description: string;
  /**
   * In order of preference; the first legal one is the default. Of several rows for one base the first whose conditions
   * hold is meant.
   */
  bases: Partial<Record<Base, TemplateBase | TemplateBase[]>>;
  /** Rows of the image table that it brings. */
  images?: Record<string, ImageRow>;
  /** Bases that stand on other images for some apps, by the name of what those need: `cgo`. */
  variants?: Record<string, Partial<Record<Base, TemplateBase>>>;
  variables: Record<string, TemplateVariable>;
  /** Files of the build context that it copies by name, though they may be called like secrets. */
  inputs?: string[];
  /** Template file → the file it becomes in the user's repository. */
  files: Record<string, string>;
}

export interface Template {
  manifest: Manifest;
  /** Template file → its Handlebars text. */
  sources: Record<string, string>;
  /** Template file → what Handlebars made of it when the package was built. */
  specifications?: Record<string, TemplateSpecification>;
  /** Template file → the function that fills it in, of a template that is not built in. */
  compiled?: Record<string, (values: Record<string, Json>) => string>;
  /** Where a template comes from that is not built in: a directory, as a person would name it. */
  origin?: string;
}

/** All templates, their shared partials, and the image table. */
export interface Catalog {
  templates: Record<string, Template>;
  /** Languages that are not among the templates yet: no run pays for those that it does not need. */
  languages?: Languages;
  partials: Record<string, string>;
  /** What Handlebars made of the partials that a compiled template calls. */
  compiledPartials?: Record<string, TemplateSpecification>;
  images: Record<string, ImageRow>;
}

/** Languages that templates bring, to be loaded when they are needed. */
export interface Languages {
  /** By the id of the language: names of the files that give it away. */
  signs: Readonly<Record<string, readonly string[]>>;
  load(id: string): Promise<Template>;
}

/** Reads every template below a directory; a folder with a `template.json` is one. */
export function loadCatalog(directory: string): Catalog {
  const folders = readdirSync(directory, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const own = folders.map(({ name }) => name).filter((name) => isTemplate(join(directory, name)));
  const all = Object.fromEntries(own.map((name) => [name, loadTemplate(join(directory, name))]));
  const partials = folders.some(({ name }) => name === '_partials')
    ? loadPartials(join(directory, '_partials'))
    : {};
  return { ...splitLanguages(all), partials, images: loadImages(directory) };
}

function isTemplate(folder: string): boolean {
  return existsSync(join(folder, 'template.json'));
}

/** Templates with a planner, and those that bring a language of their own. */
function splitLanguages(all: Record<string, Template>): Required<Pick<Catalog, 'templates' | 'languages'>> {
  const bring = ([, { manifest }]: [string, Template]) => manifest.language !== undefined;
  const entries = Object.entries(all);
  const languages = Object.fromEntries(
    entries.filter(bring).map(([, template]) => [template.manifest.language?.id ?? '', template]),
  );
  const signs = Object.entries(languages).map(([id, { manifest }]) => [id, manifest.language?.signs ?? []]);
  return {
    templates: Object.fromEntries(entries.filter((entry) => !bring(entry))),
    languages: {
      signs: Object.fromEntries(signs),
      load: async (id) => templateOf({ templates: languages }, id),
    },
  };
}

/** The catalog with some of its languages among the templates; one that is there already stays. */
export async function withLanguages(catalog: Catalog, ids: readonly string[]): Promise<Catalog> {
  const { languages, templates } = catalog;
  const there = Object.values(templates).map(({ manifest }) => manifest.language?.id);
  const wanted = ids.filter((id) => languages?.signs[id] !== undefined && !there.includes(id));
  if (languages === undefined || wanted.length === 0) return catalog;
  const loaded = await Promise.all(wanted.map(languages.load));
  const more = loaded.map((template) => [template.manifest.id, template]);
  return { ...catalog, templates: { ...templates, ...Object.fromEntries(more) } };
}

/** The catalog with all its languages among the templates. */
export function withAllLanguages(catalog: Catalog): Promise<Catalog> {
  return withLanguages(catalog, Object.keys(catalog.languages?.signs ?? {}));
}

/** A template by its id. Throws when there is none: a defect of the planner that chose it. */
export function templateOf(catalog: Pick<Catalog, 'templates'>, id: string): Template {
  const template = catalog.templates[id];
  if (template === undefined) {
    throw new Error(`the plan chooses the template "${id}", and there is no templates/${id}/template.json`);
  }
  return template;
}

/** The bases of a template, as one of its variants has them. */
export function basesOf(
  { bases, variants }: Manifest,
  variant?: string,
): Partial<Record<Base, TemplateBase>> {
  const all = { ...bases, ...(variant !== undefined && variants?.[variant]) };
  const first = Object.entries(all).map(([base, rows]) => [base, Array.isArray(rows) ? rows[0] : rows]);
  return Object.fromEntries(first);
}

/** Reads one template folder. Throws when its manifest is no JSON or lists a file that is not there. */
export function loadTemplate(folder: string): Template {
  const manifest: Manifest = readJson(join(folder, 'template.json'));
  const sources = Object.keys(manifest.files).map((file) => [file, readSource(folder, file)]);
  return { manifest, sources: Object.fromEntries(sources) };
}

function readSource(folder: string, file: string): string {
  const path = join(folder, file);
  if (existsSync(path)) return readFileSync(path, 'utf8');
  throw new Error(`templates/${basename(folder)}/template.json lists ${file}, and there is no such file`);
}

/** The rows of the image table; `$schema` is for editors. */
function loadImages(directory: string): Catalog['images'] {
  const { $schema: _, ...images } = readJson<Record<string, ImageRow>>(join(directory, 'images.json'));
  return images;
}

/** The text of the partials in a folder, by their names. */
export function loadPartials(folder: string): Record<string, string> {
  const files = readdirSync(folder).filter((file) => file.endsWith('.hbs'));
  return Object.fromEntries(
    files.map((file) => [file.slice(0, -'.hbs'.length), readFileSync(join(folder, file), 'utf8')]),
  );
}

function readJson<T>(path: string): T {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as T;
  } catch (error) {
    throw new Error(`${path}: ${(error as Error).message}`, { cause: error });
  }
}

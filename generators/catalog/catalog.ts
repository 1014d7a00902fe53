import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Base, EcosystemId } from '../vocabulary.js';

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
  | { build: string; runtime: string; description: string; about?: string }
  | { refused: string; description: string };

export interface TemplateVariable {
  type: 'string' | 'number' | 'boolean' | 'list' | 'object';
  description: string;
  /** True when null is a value, for what the template leaves out. */
  optional?: boolean;
}

/** `templates/<id>/template.json`. */
export interface Manifest {
  id: string;
  title: string;
  ecosystem: EcosystemId;
  description: string;
  /** In order of preference; the first legal one is the default. */
  bases: Partial<Record<Base, TemplateBase>>;
  /** Bases that stand on other images for some apps, by the name of what those need: `cgo`. */
  variants?: Record<string, Partial<Record<Base, TemplateBase>>>;
  variables: Record<string, TemplateVariable>;
  /** Template file → the file it becomes in the user's repository. */
  files: Record<string, string>;
}

export interface Template {
  manifest: Manifest;
  /** Template file → its Handlebars text. */
  sources: Record<string, string>;
  /** Template file → what Handlebars made of it when the package was built. */
  specifications?: Record<string, TemplateSpecification>;
}

/** All templates, their shared partials, and the image table. Plain data. */
export interface Catalog {
  templates: Record<string, Template>;
  partials: Record<string, string>;
  /** What Handlebars made of the partials that a compiled template calls. */
  compiledPartials?: Record<string, TemplateSpecification>;
  images: Record<string, ImageRow>;
}

/** Reads every template below a directory; a folder with a `template.json` is one. */
export function loadCatalog(directory: string): Catalog {
  const catalog: Catalog = { templates: {}, partials: {}, images: loadImages(directory) };
  const folders = readdirSync(directory, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  for (const { name } of folders) {
    if (name === '_partials') catalog.partials = loadPartials(join(directory, name));
    else if (existsSync(join(directory, name, 'template.json'))) {
      catalog.templates[name] = loadTemplate(join(directory, name));
    }
  }
  return catalog;
}

/** A template by its id. Throws when there is none: a defect of the planner that chose it. */
export function templateOf(catalog: Catalog, id: string): Template {
  const template = catalog.templates[id];
  if (template === undefined) {
    throw new Error(`the plan chooses the template "${id}", and there is no templates/${id}/template.json`);
  }
  return template;
}

/** The bases of a template, as one of its variants has them. */
export function basesOf({ bases, variants }: Manifest, variant?: string): Manifest['bases'] {
  return { ...bases, ...(variant !== undefined && variants?.[variant]) };
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

function loadPartials(folder: string): Record<string, string> {
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

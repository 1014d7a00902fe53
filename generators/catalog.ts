import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Base } from './bases.js';
import type { EcosystemId } from './ecosystem.js';

/** One row of `templates/images.json`, the only place where image tags are written. */
export interface ImageRow {
  /** `golang:{version}-alpine`; without `{version}` the image is the same for all versions. */
  image: string;
  /** Language versions this image is published and supported for, the newest first. */
  versions?: string[];
  /** Versions that are out of support but still published: kept with a warning when asked for (R26). */
  ended?: string[];
  /** The version taken when nothing asks for one. */
  default?: string;
  /** Numeric `uid:gid` that the app runs as (R20). */
  user?: string;
  /** What the image prepends to CMD. */
  entrypoint?: string[];
  /** The C library binaries find there. */
  libc: 'glibc' | 'musl' | 'none';
  /** True when it has `/bin/sh`. */
  shell: boolean;
}

/** A base as a template offers it: two rows of the image table, or the reason why not. */
export type TemplateBase =
  | { build: string; runtime: string; description: string }
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
  variables: Record<string, TemplateVariable>;
  /** Template file → the file it becomes in the user's repository. */
  files: Record<string, string>;
}

export interface Template {
  manifest: Manifest;
  /** Template file → its Handlebars text. */
  sources: Record<string, string>;
}

/** All templates, their shared partials, and the image table. Plain data. */
export interface Catalog {
  templates: Record<string, Template>;
  partials: Record<string, string>;
  images: Record<string, ImageRow>;
}

/** Reads every template below a directory; a folder with a `template.json` is one. */
export function loadCatalog(directory: string): Catalog {
  const catalog: Catalog = { templates: {}, partials: {}, images: readJson(join(directory, 'images.json')) };
  const folders = readdirSync(directory, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  for (const { name } of folders) {
    if (name === '_partials') catalog.partials = loadPartials(join(directory, name));
    else if (existsSync(join(directory, name, 'template.json'))) {
      catalog.templates[name] = loadTemplate(join(directory, name));
    }
  }
  return catalog;
}

/** Reads one template folder. */
export function loadTemplate(folder: string): Template {
  const manifest: Manifest = readJson(join(folder, 'template.json'));
  const sources = Object.fromEntries(
    Object.keys(manifest.files).map((file) => [file, readFileSync(join(folder, file), 'utf8')]),
  );
  return { manifest, sources };
}

function loadPartials(folder: string): Record<string, string> {
  const files = readdirSync(folder).filter((file) => file.endsWith('.hbs'));
  return Object.fromEntries(
    files.map((file) => [file.slice(0, -'.hbs'.length), readFileSync(join(folder, file), 'utf8')]),
  );
}

function readJson<T>(path: string): T {
  return JSON.parse(readFileSync(path, 'utf8')) as T;
}

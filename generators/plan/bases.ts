import {
  basesOf,
  type Catalog,
  type ImageRow,
  type Template,
  type TemplateBase,
} from '../catalog/catalog.js';
import type { Base } from '../vocabulary.js';
import { type Decision, decide } from './decision.js';
import type { BaseOption } from './plan.js';
import { refuse } from './shared-sentences.js';

/** An image of the table with its version filled in. */
export interface Image extends Omit<ImageRow, 'image' | 'versions' | 'ended' | 'default'> {
  name: string;
}

/** An image the app runs in: it always says as whom. */
export interface RuntimeImage extends Image {
  user: string;
}

export interface BaseChoice {
  base: Decision<Base>;
  /** The image the app is built in. */
  build: Image;
  /** The image the app runs in. */
  runtime: RuntimeImage;
  /** What the runtime stage is, as a half sentence for its comment. */
  about: string;
  /** All bases for the question, the default first. */
  options: BaseOption[];
}

export interface BaseRequest {
  catalog: Catalog;
  template: Template;
  /** The variant of the template's bases that the app needs. */
  variant?: string;
  /** Language version to fill into the image names. */
  version: string;
  /** The row of the build image, where the app needs another release of the tools than the template names. */
  build?: string;
  /** The row of the runtime image, where the app needs another release of a server than the template names. */
  runtime?: string;
  /** The base the user asked for, if any. */
  wish?: Decision<Base>;
  /** Bases that this very app rules out: the reason and the way out, in one sentence. */
  blocked?: Partial<Record<Base, string>>;
}

/**
 * Picks the base: the one that was asked for, else the first legal one of the template. Legality is
 * the template's own table, plus the image table (is there an image for this version?), plus what
 * the app itself rules out.
 *
 * Throws a UserError with the reason when the wish is not legal, or when nothing is.
 */
export function chooseBase(request: BaseRequest): BaseChoice {
  const { template, wish } = request;
  const options = baseOptions(request);
  const legal = options.filter((option) => option.refused === undefined);
  if (wish !== undefined) {
    const option = options.find(({ base }) => base === wish.value);
    const refused =
      option === undefined ? `the ${template.manifest.id} template has no such base` : option.refused;
    if (refused !== undefined) {
      const values = { base: wish.value, reason: refused, legal: legal.map(({ base }) => base) };
      throw refuse('base-refused', values, wish.from);
    }
  }
  const [first] = legal;
  if (first === undefined) {
    const reasons = options.map(({ base, refused }) => `${base}: ${refused}`).join('; ');
    throw refuse('base-none', { reasons });
  }
  const base = wish ?? decide<Base>(first.base, 'default', first.description);
  const row = basesOf(template.manifest, request.variant)[base.value];
  if (row === undefined || 'refused' in row) throw new Error(`base ${base.value} has no images`);
  return {
    base,
    build: imageOf(request.catalog, request.build ?? row.build, request.version),
    runtime: runtimeOf(request.catalog, request.runtime ?? row.runtime, request.version),
    about: row.about ?? row.description,
    options: [first, ...options.filter((option) => option !== first)],
  };
}

/** A runtime row of the image table. Throws when it names no user: a defect of the table. */
function runtimeOf(catalog: Catalog, id: string, version: string): RuntimeImage {
  const { user, ...image } = imageOf(catalog, id, version);
  if (user === undefined) throw new Error(`templates/images.json names no user for "${id}"`);
  return { ...image, user };
}

/** Every base of the template with its verdict, in the template's order. */
function baseOptions(request: BaseRequest): BaseOption[] {
  const { template, variant, blocked = {} } = request;
  return Object.entries(basesOf(template.manifest, variant)).map(([name, row]) => {
    const base = name as Base;
    const refused = blocked[base] ?? refusalOf(request, row);
    const option: BaseOption = { base, description: row.description };
    return refused === undefined ? option : { ...option, refused };
  });
}

function refusalOf({ catalog, version, build, runtime }: BaseRequest, row: TemplateBase): string | undefined {
  if ('refused' in row) return row.refused;
  for (const id of [build ?? row.build, runtime ?? row.runtime]) {
    const image = rowOf(catalog, id);
    if (image.versions === undefined) continue;
    const known = [...image.versions, ...(image.ended ?? [])];
    if (!known.includes(version)) return `${image.image.replace('{version}', version)} is not published`;
  }
  return undefined;
}

/** The image of a table row for a version. Throws when the row does not exist: a defect of a template. */
export function imageOf(catalog: Catalog, id: string, version: string): Image {
  const { image, versions: _versions, ended: _ended, default: _default, ...rest } = rowOf(catalog, id);
  return { ...rest, name: image.replace('{version}', version) };
}

/** A row of the image table. Throws when it does not exist: a defect of a template. */
export function rowOf(catalog: Catalog, id: string): ImageRow {
  const row = catalog.images[id];
  if (row === undefined) throw new Error(`templates/images.json has no "${id}"`);
  return row;
}

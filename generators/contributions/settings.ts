import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import chainguard from '../../templates/_image-sets/chainguard.json' with { type: 'json' };
import dockerHardened from '../../templates/_image-sets/docker-hardened.json' with { type: 'json' };
import type { Catalog, ImageRow } from '../catalog/catalog.js';
import { EXIT, UserError } from '../errors.js';
import { looseJson } from '../project/loose-json.js';
import { imageName } from '../registry/image-name.js';
import { SETTINGS_FILE, SETTINGS_KEY } from './folders.js';
import { lineOfPointer } from './lines.js';
import { misshapenSettings } from './schema.js';

/** What is said of a row of the image table: null takes a property away. */
type RowChange = { [Key in keyof ImageRow]?: ImageRow[Key] | null };

/** Images of other vendors, as settings that a repository can name; a test checks them against their schema. */
const IMAGE_SETS = { 'docker-hardened': dockerHardened.images, chainguard: chainguard.images } as Record<
  'docker-hardened' | 'chainguard',
  Record<string, RowChange>
>;

/** What `.create-dockerfile.json` says, or the key `create-dockerfile` of package.json. */
export interface Settings {
  /** By the names of flags. */
  answers?: Record<string, string | number | boolean | string[]>;
  /** A set of images that comes with this program; `images` goes before it. */
  imageSet?: keyof typeof IMAGE_SETS;
  images?: Record<string, RowChange>;
  /** Registry → what stands for it. */
  mirrors?: Record<string, string>;
  labels?: Record<string, string>;
  ignore?: string[];
}

/**
 * The settings of a repository; empty where it has none.
 *
 * Throws a UserError that lists what is wrong with them, with its line.
 */
export function settingsIn(directory: string): Settings {
  const file = existsSync(join(directory, SETTINGS_FILE)) ? SETTINGS_FILE : 'package.json';
  const path = join(directory, file);
  if (!existsSync(path)) return {};
  const text = readFileSync(path, 'utf8');
  if (file === 'package.json' && !text.includes(`"${SETTINGS_KEY}"`)) return {};
  const parsed = looseJson(text);
  const own = file === SETTINGS_FILE;
  const settings = own ? parsed : (parsed as Record<string, unknown> | undefined)?.[SETTINGS_KEY];
  if (settings === undefined) {
    if (own) throw new UserError(`${file} is no JSON`, { exitCode: EXIT.usage });
    return {};
  }
  const found = misshapenSettings(settings);
  if (found.length === 0) return settings as Settings;
  const [first = '', ...rest] = found.map(({ at, message }) => {
    const pointer = own ? at : `/${SETTINGS_KEY}${at}`;
    return `${file}:${lineOfPointer(text, pointer)} ${message}`;
  });
  throw new UserError(first, { exitCode: EXIT.usage, ...(rest.length > 0 && { hint: rest.join('\n') }) });
}

/**
 * The catalog with the images of an organisation.
 *
 * Throws a UserError for a row that is not there.
 */
export function withSettings(
  catalog: Catalog,
  { imageSet, images: own = {}, mirrors = {} }: Settings,
): Catalog {
  const images: Record<string, RowChange> = { ...(imageSet && IMAGE_SETS[imageSet]), ...own };
  const unknown = Object.keys(images).find((id) => catalog.images[id] === undefined);
  if (unknown !== undefined) {
    throw new UserError(`${SETTINGS_FILE} replaces the image ${unknown}, and there is no such row`, {
      exitCode: EXIT.usage,
      hint: `Rows are ${Object.keys(catalog.images).join(', ')}.`,
    });
  }
  const rows = Object.entries(catalog.images).map(([id, row]) => {
    const replaced = changed(row, images[id] ?? {});
    // A mirror stands for public registries; an image that is named here is meant as it is.
    const name = images[id]?.image === undefined ? mirrored(replaced.image, mirrors) : replaced.image;
    return [id, { ...replaced, image: name }];
  });
  return { ...catalog, images: Object.fromEntries(rows) };
}

function changed(row: ImageRow, change: RowChange): ImageRow {
  const all = Object.entries({ ...row, ...change }).filter(([, value]) => value !== null);
  return Object.fromEntries(all) as unknown as ImageRow;
}

/** `golang:1.27` is `docker.io/library/golang:1.27`: https://docs.docker.com/reference/cli/docker/image/tag/ */
function mirrored(image: string, mirrors: Record<string, string>): string {
  if (image === 'scratch') return image;
  const { registry, repository, tag } = imageName(image);
  const mirror = mirrors[registry];
  return mirror === undefined ? image : `${mirror}/${repository}:${tag}`;
}

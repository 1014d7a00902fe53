import { type Catalog, type Template, withAllLanguages } from '../catalog/catalog.js';
import type { Folder } from './folders.js';
import { loadContribution } from './load.js';

/**
 * The catalog with templates of others. One that extends another stands in its place; a language that is there already
 * is replaced.
 *
 * Throws a UserError for a template with mistakes.
 */
export async function withContributions(catalog: Catalog, folders: readonly Folder[]): Promise<Catalog> {
  const { templates } = await withAllLanguages(catalog);
  let all = catalog;
  for (const folder of folders) {
    const known = { ...all, templates: { ...templates, ...all.templates } };
    all = withTemplate(all, loadContribution(folder, known));
  }
  return all;
}

/** The catalog with one more template. */
export function withTemplate(catalog: Catalog, template: Template): Catalog {
  const { manifest } = template;
  const { language } = manifest;
  const id = language === undefined ? (manifest.extends ?? manifest.id) : manifest.id;
  const rest = Object.entries(catalog.templates).filter(
    ([, other]) => language === undefined || other.manifest.language?.id !== language.id,
  );
  return {
    ...catalog,
    templates: { ...Object.fromEntries(rest), [id]: template },
    // Of a template with a planner the rows stand for those that the planner names.
    images: language === undefined ? { ...catalog.images, ...manifest.images } : catalog.images,
  };
}

import { type Catalog, withAllLanguages } from '../catalog/catalog.js';
import { UserError } from '../errors.js';
import type { Product } from '../produce.js';

/**
 * The templates that are there, where each comes from, and which would be taken here and why.
 *
 * - `make`: takes the repository through the whole product.
 */
export async function listTemplates(catalog: Catalog, make: () => Promise<Product>): Promise<string> {
  const chosen = await make().catch((error: unknown) => {
    if (error instanceof UserError) return error;
    throw error;
  });
  const { templates } = await withAllLanguages(catalog);
  const taken = chosen instanceof UserError ? undefined : templates[chosen.plan.template.value];
  const rows = Object.values(templates).map((template) => {
    const { manifest, origin = 'built in' } = template;
    const language = manifest.language?.title ?? manifest.ecosystem ?? '';
    const replaces = manifest.extends === undefined ? '' : `, in the place of ${manifest.extends}`;
    return [
      template === taken ? '*' : ' ',
      manifest.id,
      language,
      `${manifest.title} (${origin}${replaces})`,
    ];
  });
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  const lines = rows.map((row) => row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join('  '));
  const why =
    chosen instanceof UserError
      ? `None is taken here: ${chosen.message}`
      : `* is taken here: ${chosen.detection.title}`;
  return `${lines.join('\n')}\n\n${why}\n`;
}

import type { ImageRow } from '../../generators/catalog/catalog.js';
import { type Asking, digestOf } from '../../generators/registry/digest.js';

/** An image of the table that its registry does not give, or one that the table lacks. */
export interface TagReport {
  /** How many tags were asked for. */
  asked: number;
  /** Tags of the table that are not there, each with what the registry says. */
  missing: { id: string; image: string; says: string }[];
  /** Versions that are published and in no row: the next behind the newest. */
  newer: { id: string; image: string }[];
}

/** Asks for every tag that the rows can name, and for the versions that come next. */
export async function checkTags(rows: Record<string, ImageRow>, asking: Asking): Promise<TagReport> {
  const report: TagReport = { asked: 0, missing: [], newer: [] };
  for (const [id, { image, versions = [], ended = [] }] of Object.entries(rows)) {
    if (image === 'scratch') continue;
    const names = image.includes('{version}')
      ? [...versions, ...ended].map((version) => image.replace('{version}', version))
      : [image];
    for (const name of names) {
      report.asked += 1;
      const says = await problemWith(name, asking);
      if (says !== undefined) report.missing.push({ id, image: name, says });
    }
    for (const version of nextAfter(versions)) {
      const name = image.replace('{version}', version);
      if ((await problemWith(name, asking)) === undefined) report.newer.push({ id, image: name });
    }
  }
  return report;
}

async function problemWith(image: string, asking: Asking): Promise<string | undefined> {
  return digestOf(image, asking).then(
    () => undefined,
    (error: unknown) => (error as Error).message,
  );
}

/** What may follow: 1.28 on 1.27; 25 and 26 on 24, as Node.js and Java leave some out. */
export function nextAfter(versions: readonly string[]): string[] {
  const [newest] = versions;
  if (newest === undefined) return [];
  const parts = newest.split('.');
  const last = Number(parts.pop());
  if (!Number.isInteger(last)) return [];
  const steps = parts.length > 0 ? [1] : [1, 2, 3, 4];
  return steps.map((step) => [...parts, last + step].join('.'));
}

/** The report as the text of an issue; empty where there is nothing to do. */
export function asIssue({ missing, newer }: TagReport): string {
  const lines = [
    ...missing.map(({ id, image, says }) => `- \`${image}\` (row \`${id}\`) cannot be had: ${says}`),
    ...newer.map(
      ({ id, image }) =>
        `- \`${image}\` is published; the row \`${id}\` of templates/images.json does not have it`,
    ),
  ];
  return lines.length === 0 ? '' : `${lines.join('\n')}\n`;
}

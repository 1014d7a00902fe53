import type { Manifest, TemplateVariable } from '../catalog/catalog.js';
import { SOURCE_KINDS, type Source } from '../catalog/language.js';

/** The part of a README that a template's manifest says: bases and variables with where each is read. */
export function docsOf({
  id,
  title,
  description,
  bases,
  variables,
  language,
  images = {},
}: Manifest): string {
  const rows = Object.entries(bases).flatMap(([base, some]) =>
    [some].flat().map((row) => {
      const on = 'refused' in row ? `refused: ${row.refused}` : `${row.build} → ${row.runtime}`;
      return [`\`${base}\``, row.description, on];
    }),
  );
  const names = Object.entries(variables).map(([name, variable]) => [
    `\`${name}\``,
    variable.type,
    variable.description,
    readIn(variable),
  ]);
  const own = Object.entries(images).map(([row, { image, versions = [] }]) => [
    `\`${row}\``,
    `\`${image}\``,
    versions.join(', '),
  ]);
  return [
    `## ${title} (\`${id}\`)`,
    `${description}.`,
    ...(language === undefined
      ? []
      : [`Looks for ${language.signs.map((name) => `\`${name}\``).join(', ')}.`]),
    table(['Base', 'What it is', 'Images'], rows),
    ...(own.length === 0 ? [] : [table(['Image row', 'Image', 'Versions'], own)]),
    table(['Variable', 'Type', 'What it is', 'Read from'], names),
  ].join('\n\n');
}

function readIn({ read = [], default: preset, ask }: TemplateVariable): string {
  const sources = read.map(sourceIn);
  if (preset !== undefined) sources.push(`else \`${cell(JSON.stringify(preset))}\``);
  if (ask !== undefined) sources.push(`else asked: ${ask}`);
  return sources.join('; ');
}

function sourceIn(source: Source): string {
  const kind = SOURCE_KINDS.find((key) => source[key] !== undefined) ?? 'value';
  const place = [source[kind]].flat().join(', ');
  const at = source.at === undefined ? '' : ` at \`${source.at}\``;
  return `${kind} \`${cell(place)}\`${at}`;
}

/** A table of Markdown. */
export function table(head: readonly string[], rows: readonly string[][]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(cell).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}

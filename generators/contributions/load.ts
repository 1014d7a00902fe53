import { existsSync, lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Catalog, Manifest, Template } from '../catalog/catalog.js';
import { UserError } from '../errors.js';
import { looseJson } from '../project/loose-json.js';
import { type Mistake, mistakesIn } from './check.js';
import { compileOwn } from './compile.js';
import type { Folder } from './folders.js';
import { lineOfPointer, lineOfText } from './lines.js';
import { misshapenManifest } from './schema.js';

/** Bounds of a template from elsewhere. */
const MOST_FILES = 200;
const MOST_BYTES = 256 * 1024;

/**
 * Reads a template that is not built in, checks it as the built-in ones are checked, and compiles it. Its files are data: of
 * its folder only what `template.json` lists is read, no link is followed, and nothing of it runs.
 *
 * - `catalog`: the templates that it may extend, with the text of partials.
 *
 * Throws a UserError that lists its mistakes with file and line.
 */
export function loadContribution(folder: Folder, catalog: Catalog): Template {
  const text = fileIn(folder, 'template.json');
  const parsed = looseJson(text);
  if (parsed === undefined) throw wrong(folder, ['template.json is no JSON']);
  const structural = misshapenManifest(parsed).map((one) => ({ file: 'template.json', ...one }));
  if (structural.length > 0) throw mistaken(folder, structural, { 'template.json': text });
  const own = parsed as Manifest;
  const manifest = extended(own, catalog, folder);
  const sources = Object.fromEntries(
    Object.keys(own.files ?? {}).map((file) => [file, fileIn(folder, file)]),
  );
  const template: Template = { manifest, sources, origin: folder.name };
  const found = mistakesIn(template, catalog);
  if (found.length > 0) throw mistaken(folder, found, { ...sources, 'template.json': text });
  const compiled = Object.entries(sources).map(([file, source]) => [
    file,
    compileOwn(source, catalog.partials),
  ]);
  const base = own.extends === undefined ? undefined : catalog.templates[own.extends];
  return {
    ...template,
    sources: { ...base?.sources, ...sources },
    ...(base?.specifications !== undefined && { specifications: base.specifications }),
    compiled: { ...base?.compiled, ...Object.fromEntries(compiled) },
  };
}

/**
 * The manifest of a template with what it takes from the one that it extends.
 *
 * Throws a UserError when there is no such template.
 */
function extended(own: Manifest, { templates }: Catalog, folder: Folder): Manifest {
  if (own.extends === undefined) return own;
  const base = templates[own.extends]?.manifest;
  if (base === undefined) {
    const known = Object.keys(templates).join(', ');
    throw wrong(folder, [`template.json extends ${own.extends}, and there are only ${known}`]);
  }
  return {
    ...base,
    ...own,
    bases: { ...base.bases, ...own.bases },
    images: { ...base.images, ...own.images },
    variables: { ...base.variables, ...own.variables },
    files: { ...base.files, ...own.files },
  };
}

function fileIn(folder: Folder, file: string): string {
  const path = join(folder.path, file);
  if (!existsSync(path)) throw wrong(folder, [`there is no ${file}`]);
  const parts = file.split('/');
  const links = parts.some((_, i) => lstatSync(join(folder.path, ...parts.slice(0, i + 1))).isSymbolicLink());
  const entry = lstatSync(path);
  if (links || !entry.isFile()) throw wrong(folder, [`${file} is no plain file: links are not followed`]);
  if (entry.size > MOST_BYTES) throw wrong(folder, [`${file} is larger than ${MOST_BYTES / 1024} KB`]);
  if (readdirSync(folder.path).length > MOST_FILES) throw wrong(folder, ['it holds too many files']);
  return readFileSync(path, 'utf8');
}

function mistaken(folder: Folder, mistakes: readonly Mistake[], texts: Record<string, string>): UserError {
  const lines = mistakes.map(({ file, at, text, message }) => {
    const content = texts[file] ?? '';
    const line = at !== undefined ? lineOfPointer(content, at) : lineOfText(content, text ?? '');
    return `${file}:${line} ${message}`;
  });
  return wrong(folder, lines);
}

/** One sentence with the first mistake, and below it the others. */
function wrong({ name }: Folder, lines: readonly string[]): UserError {
  const [first = '', ...rest] = lines;
  const hint = [...rest.slice(0, 20), ...(rest.length > 20 ? [`and ${rest.length - 20} more`] : [])].join(
    '\n',
  );
  return new UserError(`the template ${name} cannot be used: ${first}`, { ...(hint !== '' && { hint }) });
}

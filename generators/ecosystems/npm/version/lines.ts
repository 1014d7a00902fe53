import satisfies from 'semver/functions/satisfies.js';
import intersects from 'semver/ranges/intersects.js';
import validRange from 'semver/ranges/valid.js';
import type { Catalog } from '../../../catalog/catalog.js';
import { lineNamed } from '../../../knowledge/node-lines.js';

/** The lines of Node that have an image, each kind the newest first. */
export interface Lines {
  supported: string[];
  ended: string[];
  fallback: string;
  /** Those beyond a limit, for who asks for one. */
  beyond?: string[];
}

/** The lines of the image table. */
export function linesOf(catalog: Catalog): Lines {
  const row = catalog.images['node-alpine'];
  if (row?.versions === undefined || row.default === undefined) throw new Error('images.json: node-alpine');
  return { supported: row.versions, ended: row.ended ?? [], fallback: row.default };
}

/** The lines up to a limit first; newer ones stay for those who ask for them. */
export function upTo(lines: Lines, limit: string): Lines {
  if (Number(limit) >= Number(lines.fallback)) return lines;
  const fits = (line: string) => Number(line) <= Number(limit);
  const { supported, fallback } = lines;
  const beyond = [fallback, ...supported.filter((line) => !fits(line))];
  return { ...lines, fallback: limit, supported: supported.filter(fits), beyond };
}

/**
 * The line that a text asks for, as version managers and package.json write it: `v20.1`, `lts/iron`, `>=18`. A range
 * takes the default line when it allows it, else the highest supported one, else the highest dead one.
 *
 * Returns undefined where no image has it, and null for what is no version.
 */
export function lineFor(text: string, lines: Lines): string | undefined | null {
  const value = text
    .trim()
    .replace(/^v(?=\d)/, '')
    .replace(/^nodejs?[-@ ]v?(?=\d)/, '');
  if (/^(node|latest|stable|current|system|\*|x|lts|lts\/\*|--lts)$/.test(value) || value === '')
    return lines.fallback;
  const name = /^lts[/-](.+)$/.exec(value)?.[1]?.toLowerCase();
  const wanted = name === undefined ? value : lineNamed(name);
  const range = wanted === undefined ? null : validRange(wanted);
  if (range === null) return null;
  const { fallback, supported, ended, beyond = [] } = lines;
  const candidates = [fallback, ...supported, ...ended.filter(even), ...beyond, ...ended];
  return candidates.find((candidate) => allows(range, candidate));
}

/** Odd lines were never for production: they are taken only when nothing else fits. */
function even(line: string): boolean {
  return Number(line) % 2 === 0;
}

/** True when a range takes some release of a line. */
export function allows(range: string, line: string): boolean {
  if (validRange(range) === null) return false;
  return reaches(range, line) || intersects(range, `>=${line}.0.0 <${Number(line) + 1}.0.0-0`);
}

/** True when a range takes the newest release of a line: the tag of the image floats. */
export function reaches(range: string, line: string): boolean {
  return validRange(range) === null || satisfies(`${line}.999.999`, range);
}

/** True for a range that ends. */
export function isBounded(range: string): boolean {
  return !satisfies('999.0.0', range);
}

import type { Manifest } from '../catalog/catalog.js';
import { type Conditions, SOURCE_KINDS, type Source } from '../catalog/language.js';
import { namesIn } from '../ecosystems/data/substitute.js';

/** A variable that a manifest names outside of its template files, and where: `/variables/build/default`. */
export interface Reference {
  name: string;
  at: string;
}

/** Properties of a manifest whose texts may name variables. */
const TEXTS = new Set([
  ...SOURCE_KINDS,
  'at',
  'because',
  'command',
  'default',
  'does',
  'exists',
  'gives',
  'lines',
  'makes',
  'message',
  'name',
  'opens',
  'path',
  'refused',
  'title',
  'value',
]);

/** Properties of a manifest that are conditions. */
const CONDITIONS = new Set(['when', 'require', 'prefer', 'aside']);

/** Every variable that a manifest names: in texts, in conditions, and as a variable that a source or a step reads. */
export function referencesIn({ language, variables, bases }: Manifest): Reference[] {
  const found: Reference[] = [];
  walk({ language, variables, bases }, '', '', found);
  return found.filter(({ name, at }) => !(['value', 'path'].includes(name) && at.endsWith('/gives')));
}

function walk(value: unknown, at: string, key: string, found: Reference[]): void {
  if (typeof value === 'string') {
    if (key === 'variable' || key === 'without' || key === 'run') found.push({ name: value, at });
    else if (TEXTS.has(key)) for (const name of namesIn(value)) found.push({ name, at });
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  if (CONDITIONS.has(key)) {
    for (const name of Object.keys(value as Conditions)) found.push({ name, at: `${at}/${name}` });
    return;
  }
  const own = groupsOf(value as Partial<Source>);
  for (const [name, inner] of Object.entries(value)) {
    const inside: Reference[] = [];
    walk(inner, `${at}/${name}`, Array.isArray(value) ? key : name, inside);
    found.push(...inside.filter((one) => name !== 'gives' || !own.includes(one.name)));
  }
}

/** The named groups of a source's expression, which its `gives` may name. */
function groupsOf({ match }: Partial<Source>): string[] {
  return typeof match === 'string' ? [...match.matchAll(/\(\?P<(\w+)>/g)].map(([, name = '']) => name) : [];
}

/** Every source of a manifest, with its place. */
export function sourcesIn(value: unknown, at = ''): { source: Source; at: string }[] {
  if (typeof value !== 'object' || value === null) return [];
  const own =
    !Array.isArray(value) && SOURCE_KINDS.some((kind) => kind in value)
      ? [{ source: value as Source, at }]
      : [];
  return [...own, ...Object.entries(value).flatMap(([key, inner]) => sourcesIn(inner, `${at}/${key}`))];
}

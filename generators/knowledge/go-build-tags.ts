import { wildcard } from '../project/wildcard.js';
import table from './go-build-tags.json' with { type: 'json' };

/** Who asks for a build tag by its name: a module that is known, or only developers; undefined for others. */
export function tagKind(tag: string): 'module' | 'developers' | undefined {
  const row = table.rows.find(({ tags }) => tags.some((name) => wildcard(name).test(tag.toLowerCase())));
  return row?.kind as 'module' | 'developers' | undefined;
}

import type { Built } from './built.js';

/** The path of the build context that lies at an absolute path of an image; undefined for what is not from there. */
export function contextFile({ sources }: Built, path: string): string | undefined {
  const origin = sources.findLast(
    ({ target }) => path === target || path.startsWith(`${target === '/' ? '' : target}/`),
  );
  if (origin === undefined) return undefined;
  const inner = path.slice(origin.target.length).replace(/^\//, '');
  return inner === '' ? origin.path : origin.path === '.' ? inner : `${origin.path}/${inner}`;
}

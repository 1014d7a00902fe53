import type { ServerOutput } from '../../app/frameworks/output-types.js';

/** How the layout that an output repeats lies in the image, where every install is in `/app`. */
export interface Layout {
  /** A path of the output, with what of the layout lies above the app's own place. */
  source(path: string): string;
  /** The directory of the image that the layout begins at, below `/app`; '' for `/app` itself. */
  target: string;
}

/**
 * Next.js repeats in its standalone directory where the app lies below a root, by default that of the install; the
 * configuration may name one above the repository, or the app's own directory.
 *
 * - `inner`: the directory of the app, below the install.
 */
export function layoutOf(inner: string, { layoutRoot }: ServerOutput): Layout {
  if (layoutRoot === undefined) return { source: (path) => path, target: '' };
  const places = inner === '.' ? [] : inner.split('/');
  const up = layoutRoot.path.split('/').filter((part) => part === '..').length;
  const target = places.slice(0, Math.max(0, places.length - up)).join('/');
  const { of } = layoutRoot;
  // Above the install there is only the root of the image.
  const source = (path: string) => (path.startsWith(of) ? `${of}/app${path.slice(of.length)}` : path);
  return { source: up > places.length ? source : (path) => path, target };
}

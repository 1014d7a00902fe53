import table from './front-end-folders.json' with { type: 'json' };

const BUILT = new RegExp(`^(?:\\w+[-_.])?(?:${table.rows.map(({ name }) => name).join('|')})$`);

/** True for a path that ends with a name that front ends are built to. */
export function isFrontEndFolder(path: string): boolean {
  return BUILT.test(path.slice(path.lastIndexOf('/') + 1));
}

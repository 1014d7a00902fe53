import table from './go-c-packages.json' with { type: 'json' };

/** A Go package that is C inside: without cgo it does not compile, or compiles and fails when called. */
export interface CPackage {
  path: string;
  because: string;
  /** The way to keep cgo off, where there is one. */
  instead?: string;
  /** True when all of its C comes with the module, so that it links to musl as well. */
  bundled?: boolean;
  /** Libraries it links, by their names in `c-libraries.json`, and whether pkg-config finds them. */
  libraries?: string[];
  pkgConfig?: boolean;
}

/** What is C inside of an imported package: it, or one it lies below. */
export function cPackagesAt(path: string): CPackage[] {
  const rows: CPackage[] = table.rows;
  return rows.filter((row) => path === row.path || path.startsWith(`${row.path}/`));
}

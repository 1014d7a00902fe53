import type { Evidence } from '../project/evidence.js';

/** What the build of one module leaves in its build directory, as its manifest says. */
export interface Product {
  /** `api/pom.xml` */
  manifest: string;
  /** The directory that the build writes, below that of the manifest: `target`. */
  output: string;
  /** What it packs there; absent where that cannot be told. */
  packages?: Packages;
  /** The class that a package of it names in its own manifest. */
  main?: { name: string; from: Evidence };
  /** True when no source and no dependency can bring a class of this name. */
  lacks(name: string): boolean;
}

/** Names in the build directory, with the place that they follow from. */
export interface Packages {
  /** Packages that are there after each build. */
  files: string[];
  /** Others, and directories, that may be there too. */
  perhaps: string[];
  from: Evidence;
}

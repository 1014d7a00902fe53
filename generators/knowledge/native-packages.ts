import table from './native-packages.json' with { type: 'json' };

/** A package that is more than JavaScript. */
export interface NativePackage {
  package: string;
  compiled?: boolean;
  optional?: boolean;
  alpineBuild?: string[];
  alpineRun?: string[];
  glibc?: boolean;
  browser?: 'own' | 'system';
  skipDownload?: { variable: string; value: string };
  neverRuns?: boolean;
}

/** All of them. */
export const NATIVE_PACKAGES = table.rows as NativePackage[];

const BY_NAME = new Map(NATIVE_PACKAGES.map((row) => [row.package, row]));

/** What is known of a package; undefined for plain JavaScript. */
export function nativePackage(name: string): NativePackage | undefined {
  return BY_NAME.get(name);
}

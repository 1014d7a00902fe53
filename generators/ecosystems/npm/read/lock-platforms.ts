/** What of a package in npm's lock file is looked at here. */
export interface PlatformEntry {
  optionalDependencies?: Record<string, string>;
}

/** Binaries for the platform of an image: `@rollup/rollup-linux-x64-gnu`, `@esbuild/linux-x64`, `turbo-linux-64`. */
const LINUX = /linux-?(x64|64|x86_64)(-(gnu|glibc|musl))?$/;

/**
 * The first binary for Linux that a lock file leaves out. npm writes such a file where node_modules of
 * another system were there before: `npm ci` of npm 11 refuses it, an older one installs no binary
 * (https://github.com/npm/cli/issues/4828).
 */
export function missingBinary(packages: Record<string, PlatformEntry>): string | undefined {
  const locked = new Set(
    Object.keys(packages).map((path) => path.slice(path.lastIndexOf('node_modules/') + 13)),
  );
  for (const { optionalDependencies = {} } of Object.values(packages)) {
    const binaries = Object.keys(optionalDependencies).filter((name) => LINUX.test(name));
    if (binaries.length > 0 && !binaries.some((name) => locked.has(name))) return binaries[0];
  }
  return undefined;
}

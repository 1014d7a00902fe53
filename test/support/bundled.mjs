import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Bundles TypeScript of the tests and imports it: what is run on demand, without vitest around it.
 *
 * - `entry`: the file, below the root of the project.
 * - `name`: of the bundle. It lies beside that of the package, and finds templates/ one level up as that does.
 */
export async function bundled(entry, name) {
  return import(pathToFileURL(await bundle(entry, join(ROOT, 'dist', name))).href);
}

/** The same without importing it, to any place. Returns the path of the bundle. */
export async function bundle(entry, outfile) {
  await build({
    absWorkingDir: ROOT,
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    logLevel: 'warning',
    banner: {
      js: "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);",
    },
  });
  return outfile;
}

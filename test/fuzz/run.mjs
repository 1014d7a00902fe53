// npm run fuzz -- [INPUTS [SEED]]: damaged files of every kind for everything that reads one.
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const [inputs = '1000000', seed = '1'] = process.argv.slice(2);
const root = fileURLToPath(new URL('../..', import.meta.url));
const outfile = join(root, 'dist/fuzz.mjs');
await build({
  absWorkingDir: root,
  entryPoints: ['test/fuzz/fuzz.ts'],
  outfile,
  bundle: true,
  platform: 'node',
  format: 'esm',
  logLevel: 'warning',
  banner: {
    js: "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);",
  },
});
const { fuzz } = await import(pathToFileURL(outfile).href);
let total = 0;
let failed = 0;
for (const [name, { runs, slowestMs, failure }] of fuzz(Number(inputs), Number(seed))) {
  total += runs;
  console.log(
    `${name}\t${runs} inputs\tslowest ${slowestMs} ms\t${failure === undefined ? 'no defect' : failure}`,
  );
  if (failure !== undefined) failed++;
}
console.log(`${total} inputs, ${failed} readers with a defect`);
process.exitCode = failed === 0 ? 0 : 1;

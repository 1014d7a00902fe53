// npm run fuzz -- [INPUTS [SEED]]: damaged files of every kind for everything that reads one.
import { bundled } from '../support/bundled.mjs';

const [inputs = '1000000', seed = '1'] = process.argv.slice(2);
const { fuzz } = await bundled('test/fuzz/fuzz.ts', 'fuzz.mjs');
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

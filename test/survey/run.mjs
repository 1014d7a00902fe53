// npm run survey -- DIRECTORY: a row for each repository in it, no engine needed.
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const [directory] = process.argv.slice(2);
if (directory === undefined) {
  console.error('npm run survey -- DIRECTORY: the directory holds a folder for each repository');
  process.exit(2);
}
const root = fileURLToPath(new URL('../..', import.meta.url));
// Beside the bundle of the package, so that it finds templates/ one level up as that does.
const outfile = join(root, 'dist/survey.mjs');
await build({
  absWorkingDir: root,
  entryPoints: ['test/survey/survey.ts'],
  outfile,
  bundle: true,
  platform: 'node',
  format: 'esm',
  logLevel: 'warning',
  banner: {
    js: "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);",
  },
});
const { survey } = await import(pathToFileURL(outfile).href);
const rows = await survey(directory);
for (const { repository, outcome, ms, text, warnings } of rows) {
  console.log([repository, outcome, `${ms} ms`, text.replace(/\s+/g, ' '), warnings.join(' | ')].join('\t'));
}
const count = (outcome) => rows.filter((row) => row.outcome === outcome).length;
const counts = ['written', 'found', 'refused', 'crashed'].map((outcome) => `${count(outcome)} ${outcome}`);
console.error(`${rows.length} repositories: ${counts.join(', ')}`);

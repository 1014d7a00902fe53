// npm run survey -- DIRECTORY: a row for each repository in it, no engine needed.
import { bundled } from '../support/bundled.mjs';

const [directory] = process.argv.slice(2);
if (directory === undefined) {
  console.error('npm run survey -- DIRECTORY: the directory holds a folder for each repository');
  process.exit(2);
}
const { survey } = await bundled('test/survey/survey.ts', 'survey.mjs');
const rows = await survey(directory);
for (const { repository, outcome, ms, text, warnings } of rows) {
  console.log([repository, outcome, `${ms} ms`, text.replace(/\s+/g, ' '), warnings.join(' | ')].join('\t'));
}
const count = (outcome) => rows.filter((row) => row.outcome === outcome).length;
const counts = ['written', 'found', 'refused', 'crashed'].map((outcome) => `${count(outcome)} ${outcome}`);
console.error(`${rows.length} repositories: ${counts.join(', ')}`);

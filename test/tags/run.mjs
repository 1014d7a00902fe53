// npm run tags: asks the registries for every tag of templates/images.json. What has to be done is printed, as the text of an issue.
import { readFileSync } from 'node:fs';
import { bundled } from '../support/bundled.mjs';

const { checkTags, asIssue } = await bundled('test/tags/tags.ts', 'tags.mjs');
const { $schema: _, ...rows } = JSON.parse(
  readFileSync(new URL('../../templates/images.json', import.meta.url), 'utf8'),
);
const report = await checkTags(rows, { fetch, login: () => undefined });
const { asked, missing, newer } = report;
console.error(
  `${asked} tags: ${asked - missing.length} are there, ${missing.length} are not; ${newer.length} versions are newer`,
);
if (missing.length === asked) {
  console.error('no registry gave any of them: is one reached from here?');
  process.exit(1);
}
process.stdout.write(asIssue(report));

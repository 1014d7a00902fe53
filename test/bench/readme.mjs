// Writes the generated parts of README.md anew: node test/bench/readme.mjs, after npm test has measured.

import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const state = process.env.BED_HOME ?? join(homedir(), '.cache/create-dockerfile-bed');
const read = (path) => readFileSync(join(root, path), 'utf8');
const fenced = (language, text) => `\n\`\`\`${language}\n${text.trimEnd()}\n\`\`\`\n\n`;

let readme = read('README.md');
// Snapshots name a version that never changes (test/support/made.ts).
const { version } = JSON.parse(read('package.json'));
const shown = read('snapshots/go/chi-api/distroless/Dockerfile').replaceAll('1.2.3', version);
replace('dockerfile', fenced('dockerfile', shown));
const results = join(state, 'build-results.json');
writeFileSync(join(root, 'README.md'), readme);
if (existsSync(results)) {
  replace('measurements', `\n${table(JSON.parse(readFileSync(results, 'utf8')))}\n\n`);
  writeFileSync(join(root, 'README.md'), readme);
}

function replace(name, text) {
  const part = new RegExp(`(<!-- generated: ${name} -->\\n)[\\s\\S]*?(<!-- /generated -->)`);
  if (!part.test(readme)) throw new Error(`README.md has no part "${name}"`);
  readme = readme.replace(part, (_whole, before, after) => before + text + after);
}

function table({ cases, naive }) {
  const bases = ['distroless', 'scratch', 'alpine', 'slim'];
  const examples = [...new Set(cases.map(({ example }) => example))];
  const all = readdirSync(join(root, 'templates')).flatMap((template) => {
    const folder = join(root, 'templates', template, 'examples');
    const names = existsSync(folder) ? readdirSync(folder) : [];
    // An example that says why it is not built is in no table.
    const built = (name) =>
      JSON.parse(read(`templates/${template}/examples/${name}/example.json`)).build === undefined;
    return names.filter(built).map((name) => `${template}/${name}`);
  });
  if (examples.length < all.length) throw new Error('measure all examples first: npm test');
  const rows = examples.map((example) => {
    const { title } = JSON.parse(read(`templates/${example.replace('/', '/examples/')}/example.json`));
    const found = bases.map((base) => cases.find((one) => one.example === example && one.base === base));
    const sizes = found.map((one) => (one === undefined ? '–' : Math.round(one.megabytes)));
    const [first] = found.filter(Boolean);
    const times = [`${first.coldSeconds.toFixed(0)} s`, `${first.rebuildSeconds.toFixed(1)} s`];
    return `| ${[title, ...sizes, Math.round(naive[example]), ...times].join(' | ')} |`;
  });
  const head = ['MB on', ...bases, 'naive', 'first build', 'after one line'];
  return [`| ${head.join(' | ')} |`, `| --- |${' ---: |'.repeat(head.length - 1)}`, ...rows].join('\n');
}

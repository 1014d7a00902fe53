// Which real builds a change needs, as a filter for vitest -t: node test/touched.mjs COMMIT
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const TEMPLATES = fileURLToPath(new URL('../templates', import.meta.url));

/** Nothing of these is in an image, or makes one. */
const APART =
  /^(docs|\.github|\.ci|snapshots\/.*\/plan\.json$|test\/(unit|contract|snapshot|cli|fuzz|survey|bench|templates)\/|generators\/(cli|drift|authoring|app)\/|test\/touched\.mjs$|[^/]*\.(md|json5?|yml|yaml)$|LICENSE$|action\.yml$|\.)/;

/**
 * What has to be built after a change: the ids of templates, or `all` where the change may be in any image.
 *
 * - `files`: paths from the root of the repository, with `/`.
 * - `templates`: id → `{ ecosystem, partials }`; without an ecosystem it brings a language.
 */
export function touchedBy(files, templates) {
  const ids = Object.keys(templates);
  const touched = new Set();
  const add = (wanted) => {
    for (const id of ids.filter(wanted)) touched.add(id);
  };
  for (const file of files) {
    const [room, first = '', second = ''] = file.split('/');
    if (room === 'package-lock.json') return 'all';
    if (APART.test(file)) continue;
    if (['templates', 'snapshots'].includes(room) && ids.includes(first)) add((id) => id === first);
    else if (room === 'templates' && first === '_partials') {
      const partial = second.replace(/\.hbs$/, '');
      add((id) => templates[id].partials.includes(partial));
    } else if (room === 'templates' && (first === '_image-sets' || first.endsWith('.schema.json'))) continue;
    else if (file.startsWith('generators/ecosystems/data/'))
      add((id) => templates[id].ecosystem === undefined);
    else if (file.startsWith('generators/ecosystems/'))
      add((id) => templates[id].ecosystem === file.split('/')[2]);
    else return 'all';
  }
  return [...touched].sort();
}

/** The filter for `vitest -t`: names of tests have the id of the example in quotes; `nothing` where nothing is to be built. */
export function filterOf(touched) {
  if (touched === 'all') return '.';
  return touched.length === 0 ? 'nothing' : `'(${touched.join('|')})/`;
}

/** The templates of this repository, with the partials that each uses, through others, too. */
export function templatesHere(folder = TEMPLATES) {
  const called = (text) => [...text.matchAll(/\{\{#?> *([\w-]+)/g)].map(([, name]) => name);
  const partialsOf = (names, seen = new Set()) => {
    for (const name of names) {
      const path = join(folder, '_partials', `${name}.hbs`);
      if (seen.has(name) || !existsSync(path)) continue;
      seen.add(name);
      partialsOf(called(readFileSync(path, 'utf8')), seen);
    }
    return [...seen];
  };
  const ids = readdirSync(folder).filter((id) => existsSync(join(folder, id, 'template.json')));
  return Object.fromEntries(
    ids.map((id) => {
      const { ecosystem, files } = JSON.parse(readFileSync(join(folder, id, 'template.json'), 'utf8'));
      const texts = Object.keys(files).map((file) => readFileSync(join(folder, id, file), 'utf8'));
      return [id, { ecosystem, partials: partialsOf(texts.flatMap(called)) }];
    }),
  );
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const base = process.argv[2] ?? '';
  // A push has no commit to compare with: everything is built.
  const files =
    base === ''
      ? undefined
      : execFileSync('git', ['diff', '--name-only', `${base}...HEAD`], { encoding: 'utf8' });
  const touched = files === undefined ? 'all' : touchedBy(files.split('\n').filter(Boolean), templatesHere());
  console.log(filterOf(touched));
}

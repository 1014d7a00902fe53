import { expect, test } from 'vitest';
import { runtimePaths } from '../../../generators/ecosystems/npm/run/contents/run-time-files.js';
import { mapProject } from '../../../generators/project/map.js';

test.each<[string, string, string[], string[]]>([
  ['by a path', "readFileSync('data/seed.json')", ['data/seed.json'], ['data/seed.json']],
  [
    'in parts',
    "path.join(process.cwd(), 'src', 'templates', 'mail.html')",
    ['src/templates/mail.html', 'src/templates/other.html'],
    ['src/templates/mail.html'],
  ],
  ['a directory in parts', "join(__dirname, '..', 'src', 'views')", ['src/views/a.pug'], ['src/views']],
  ['code in parts', "join('src', 'routes')", ['src/routes/a.ts'], []],
  ['a directory that is imported', "import x from '../api/x'", ['api/x/index.ts'], []],
  ['a directory that is read', "readdirSync('./api/x')", ['api/x/a.sql'], ['api/x']],
  [
    'one that is opened, wherever it lies',
    "fs.readFileSync('docs/guide.md')",
    ['docs/guide.md'],
    ['docs/guide.md'],
  ],
  ['words that happen to be files', "see('docs/guide.md')", ['docs/guide.md'], []],
  ['what is built', "readFileSync('dist/index.html')", ['dist/index.html'], []],
])('what is read at run time: %s', (_, text, paths, found) => {
  const project = mapProject(Object.fromEntries(paths.map((path) => [path, ''])));
  expect(runtimePaths(project, '.', [{ path: 'src/index.ts', text }])).toEqual(found);
});

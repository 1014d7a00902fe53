import { expect, test } from 'vitest';
import {
  runtimePaths,
  workingDirectoryPaths,
} from '../../../generators/ecosystems/npm/run/contents/run-time-files.js';
import { mapProject } from '../../../generators/project/map.js';
import { planOf, repository, variable } from './support.js';

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
  [
    'sources that document an API',
    "swaggerJsdoc({ definition: {}, apis: ['./src/routes/*.ts', './dist/routes/*.js'] })",
    ['src/routes/users.ts', 'dist/routes/users.js'],
    ['src/routes'],
  ],
  ['code that is loaded by a pattern', "entities: ['src/**/*.entity.ts']", ['src/a/b.entity.ts'], []],
  ['data below a pattern', "loadFilesSync('src/**/*.graphql')", ['src/a.ts', 'src/a.graphql'], ['src']],
  ['by a placeholder', "loadPath: './src/texts/{{lng}}/{{ns}}.json'", ['src/texts/en/a.json'], ['src/texts']],
  ['an address with a placeholder', 'fetch(`/api/${id}`)', ['api/index.ts'], []],
  [
    'below a variable',
    'read(`${__dirname}/../mails/hello.html`)',
    ['mails/hello.html'],
    ['mails/hello.html'],
  ],
  [
    'data of a source directory',
    "read('server/views')",
    ['server/views/a.pug', 'server/a.ts'],
    ['server/views'],
  ],
  [
    'data in folders',
    "join(process.cwd(), 'src', 'texts')",
    ['src/texts/en/a.json', 'src/texts/de/a.json'],
    ['src/texts'],
  ],
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

test.each<[string, Record<string, string>, string[], string[]]>([
  ['typeorm', { typeorm: '0.2' }, ['ormconfig.json', 'ormconfig.ts'], ['ormconfig.json']],
  ['dotenv-safe', { 'dotenv-safe': '9' }, ['.env.example', '.env.schema'], ['.env.example']],
  ['newrelic', { newrelic: '12' }, ['newrelic.js'], ['newrelic.js']],
  ['none of them', { koa: '3' }, ['ormconfig.json', '.env.example', 'newrelic.js'], []],
])('what packages open by themselves: %s', (_, dependencies, paths, found) => {
  const files = Object.fromEntries(paths.map((path) => [path, '']));
  const project = mapProject({ ...files, 'package.json': JSON.stringify({ dependencies }) });
  expect(runtimePaths(project, '.', [])).toEqual(found);
});

test('settings that a package opens reach the build, though their names look like those of secrets', () => {
  const json = { scripts: { start: 'node a.js' }, dependencies: { koa: '3', 'dotenv-extended': '2' } };
  const ignore = (files: Record<string, string>) =>
    JSON.stringify(variable(planOf(repository(json, { 'a.js': '', ...files })), 'ignore'));
  expect(ignore({ '.env.schema': '' })).toContain('!.env.schema');
  expect(ignore({ '.env.local': '' })).not.toContain('!.env.local');
});

test.each([
  ["join(process.cwd(), 'content', 'posts')", ['content/posts']],
  ["join(process.cwd(), './content/posts')", ['content/posts']],
  ['`${process.cwd()}/content/posts/${slug}.md`', ['content/posts']],
  ["process.cwd() + '/content/posts/a.md'", ['content/posts/a.md']],
  ["join(process.cwd(), 'dist', 'x')", []],
  ["join(process.cwd(), 'lib')", []],
])('a server that a framework builds opens %s', (text, found) => {
  const project = mapProject({ 'content/posts/a.md': '', 'dist/x/a.md': '', 'lib/a.ts': '' });
  expect(workingDirectoryPaths(project, '.', [{ path: 'src/a.ts', text }])).toEqual(found);
});

test.each([
  ['nuxt', true],
  ['next', false],
])('content that %s opens is copied, unless the framework does so itself', (framework, copied) => {
  const json = { scripts: { build: `${framework} build` }, dependencies: { [framework]: '4' } };
  const files = { 'server/api/a.ts': "read(process.cwd() + '/content/a.md')", 'content/a.md': '' };
  const copies = variable(planOf(repository(json, files)), 'copies') as { from: string }[];
  expect(copies.some(({ from }) => from === '/app/content/a.md')).toBe(copied);
});

import { describe, expect, it } from 'vitest';
import { defaultCatalog } from '../../../generators/home.js';
import { decide } from '../../../generators/plan/decision.js';
import type { Wishes } from '../../../generators/plan/wishes.js';
import { produce } from '../../../generators/produce.js';
import { ignoreMatcher } from '../../../generators/project/dockerignore.js';
import { mapProject } from '../../../generators/project/map.js';

const MAIN = 'package main\n\nimport "net/http"\n\nfunc main() { http.ListenAndServe(":8080", nil) }\n';

const SERVER = {
  'package.json': JSON.stringify({ name: 'shop', scripts: { start: 'node src/server.js' } }),
  'package-lock.json': JSON.stringify({ lockfileVersion: 3, packages: {} }),
  'src/server.js': 'require("./items");require("http").createServer().listen(3000);\n',
  'src/items.js': 'module.exports = [];\n',
  'test/server.test.js': 'require("node:test");\n',
  'public/index.html': '<p>',
};

const SITE = {
  'package.json': JSON.stringify({
    name: 'site',
    scripts: { build: 'vite build' },
    devDependencies: { vite: '^7.0.0' },
  }),
  'package-lock.json': JSON.stringify({
    lockfileVersion: 3,
    packages: { 'node_modules/vite': { version: '7.1.0' } },
  }),
  'index.html': '<script type="module" src="/src/main.js"></script>\n',
  'vite.config.js': 'export default {};\n',
  'src/main.js': 'import "./page.css";\n',
  'src/page.css': 'p {}\n',
  'public/robots.txt': '',
  'docs/notes.md': '',
};

const GO = {
  'go.mod': 'module example.com/shop\n\ngo 1.26\n',
  'cmd/api/main.go': MAIN.replace(
    'import "net/http"',
    'import ("net/http"; _ "example.com/shop/internal/items")',
  ),
  'internal/items/items.go': 'package items\n',
  'docs/notes.md': '',
};

const GO_LIBRARY = {
  'go.mod': 'module example.com/shop\n\ngo 1.26\n\nrequire example.com/items v1.0.0\n',
  'go.sum': 'example.com/items v1.0.0 h1:a=\nexample.com/items v1.0.0/go.mod h1:b=\n',
  'shop.go': 'package shop\n\nimport _ "example.com/items"\n',
  'cmd/api/main.go': MAIN.replace('import "net/http"', 'import ("net/http"; _ "example.com/shop")'),
  'vendor/modules.txt': '# example.com/items v1.0.0\n## explicit\nexample.com/items\n',
  'vendor/example.com/items/items.go': 'package items\n',
  'docs/notes.md': '',
};

const POM = `<project><modelVersion>4.0.0</modelVersion><groupId>g</groupId><artifactId>shop</artifactId><version>1</version>
<build><plugins><plugin><artifactId>maven-jar-plugin</artifactId><configuration><archive><manifest><mainClass>App</mainClass></manifest></archive></configuration></plugin></plugins></build></project>`;

const MAVEN = {
  'pom.xml': POM,
  'src/main/java/App.java': 'public class App { public static void main(String[] a) {} }\n',
};

const SECRET_FILES = ['.env', 'tls.key', 'trust.jks', 'deep/.env.local'];

async function run(files: Record<string, string>, wishes: Wishes = {}) {
  return produce({
    version: '1.2.3',
    project: mapProject(files),
    catalog: defaultCatalog(),
    wishes,
  });
}

async function contextOf(files: Record<string, string>, dockerignore: string, name = '.dockerignore') {
  const product = await run({ ...files, [name]: dockerignore });
  const written = product.files.find(({ path }) => path === name)?.contents ?? '';
  const again = await run({ ...files, [name]: written });
  expect(again.files.find(({ path }) => path === name)?.adds).toBe('');
  return { ...product, ...ignoreMatcher(written) };
}

describe.each([
  ['a Node.js server', SERVER, 'src', ['src/server.js', 'src/items.js', 'package.json']],
  ['a site', SITE, 'src', ['src/main.js', 'src/page.css', 'index.html', 'vite.config.js', 'package.json']],
  ['a Go program', GO, 'cmd/api', ['cmd/api/main.go', 'internal/items/items.go', 'go.mod']],
  [
    'a Go program around its package, with its dependencies',
    GO_LIBRARY,
    'cmd/api',
    ['cmd/api/main.go', 'shop.go', 'go.sum', 'vendor/modules.txt', 'vendor/example.com/items/items.go'],
  ],
  ['a Maven build', MAVEN, 'src', ['src/main/java/App.java', 'pom.xml']],
])("the user's .dockerignore of %s", (_, files, sources, read) => {
  const top = sources.split('/')[0] ?? '';

  it.each([['*'], ['**'], ['dist'], [top], [`${top}/**`], [`/${top}/`], [`*\n!dist\n!target`], ['vendor']])(
    '%j hides nothing that the build reads',
    async (dockerignore) => {
      const { ignores } = await contextOf(files, `${dockerignore}\n`);
      expect(read.filter(ignores)).toEqual([]);
    },
  );

  it.each([['*'], [top], [`**/.env\n**/.env.*\n**/*.key\n**/*.jks\n${top}`]])(
    '%j: secrets beside the sources stay out',
    async (dockerignore) => {
      const places = ['', `${sources}/`];
      const secrets = places.flatMap((at) => SECRET_FILES.map((name) => `${at}${name}`));
      const held = Object.fromEntries(secrets.map((path) => [path, 'A=secret\n']));
      const { ignores } = await contextOf({ ...files, ...held }, `${dockerignore}\n`);
      expect(secrets.filter(ignores)).toEqual(secrets);
    },
  );

  it('leaves out what the user leaves out and no build reads', async () => {
    const { ignores } = await contextOf(files, 'docs\nnotes\n');
    expect(['docs/notes.md', 'notes/a'].filter(ignores)).toHaveLength(2);
  });
});

const BOOK = {
  'package.json': JSON.stringify({
    name: 'book',
    scripts: { build: 'vitepress build docs' },
    devDependencies: { vitepress: '^1.6.0' },
  }),
  'package-lock.json': JSON.stringify({
    lockfileVersion: 3,
    packages: { 'node_modules/vitepress': { version: '1.6.0' } },
  }),
  'docs/.vitepress/config.js': 'export default {};\n',
  'docs/index.md': '# Book\n',
  'docs/drafts/next.md': '',
  'docs/tls.key': 'secret',
};

it.each([
  ['docs', ['docs/tls.key']],
  ['docs/**', ['docs/tls.key']],
  ['*', ['docs/tls.key']],
  ['docs/drafts\n**/*.key', ['docs/drafts/next.md', 'docs/tls.key']],
])('a site whose content lies in a folder of documents is built from it: %j', async (dockerignore, left) => {
  const { ignores } = await contextOf(BOOK, `${dockerignore}\n`);
  expect(Object.keys(BOOK).filter(ignores)).toEqual(left);
});

describe('an allow list', () => {
  it('lets in what a bundler may read, and no documents beside a program', async () => {
    expect((await contextOf(SITE, '*\n!dist\n')).ignores('public/robots.txt')).toBe(false);
    const { ignores } = await contextOf({ ...SERVER, 'docs/notes.md': '' }, '*\n!dist\n');
    expect(ignores('docs/notes.md')).toBe(true);
    expect(ignores('public/index.html')).toBe(false);
  });

  it('lets in what is written beside the Dockerfile', async () => {
    const { files, ignores } = await contextOf(SITE, '*\n');
    const beside = files.map(({ path }) => path).filter((path) => path.endsWith('.conf'));
    expect(beside).not.toEqual([]);
    expect(beside.filter(ignores)).toEqual([]);
  });

  it('of a workspace lets in the app and the packages it needs alone', async () => {
    const manifest = (name: string, more: object = {}) => JSON.stringify({ name, version: '1.0.0', ...more });
    const start = { scripts: { start: 'node index.js' } };
    const link = (path: string) => ({ resolved: path, link: true });
    const { ignores } = await contextOf(
      {
        'package.json': JSON.stringify({ private: true, workspaces: ['packages/*'] }),
        'package-lock.json': JSON.stringify({
          lockfileVersion: 3,
          packages: {
            '': { workspaces: ['packages/*'] },
            'node_modules/lib': link('packages/lib'),
            'node_modules/shop': link('packages/shop'),
            'packages/lib': { version: '1.0.0' },
            'packages/shop': { version: '1.0.0', dependencies: { lib: '1.0.0' } },
          },
        }),
        'packages/shop/package.json': manifest('shop', { ...start, dependencies: { lib: '1.0.0' } }),
        'packages/shop/index.js': 'require("lib");require("http").createServer().listen(3000);\n',
        'packages/lib/package.json': manifest('lib', { main: 'index.js' }),
        'packages/lib/index.js': '',
        'packages/other/package.json': manifest('other'),
        'packages/other/index.js': '',
      },
      '*\n',
    );
    expect(ignores('packages/shop/index.js')).toBe(false);
    expect(ignores('packages/lib/index.js')).toBe(false);
    expect(ignores('packages/other/index.js')).toBe(true);
  });
});

it.each([
  ['stays out', {}, true],
  ['is let in where tests are asked for', { test: decide('gate' as const, { flag: 'test' }) }, false],
])('a folder of tests that the user hides %s', async (_, wishes, hidden) => {
  const scripts = { start: 'node src/server.js', test: 'node --test' };
  const tested = { ...SERVER, 'package.json': JSON.stringify({ name: 'shop', scripts }) };
  const { files } = await run({ ...tested, '.dockerignore': 'test\n' }, wishes);
  const written = files.find(({ path }) => path === '.dockerignore')?.contents ?? '';
  expect(ignoreMatcher(written).ignores('test/server.test.js')).toBe(hidden);
});

it.each([
  ['is let in where the repository keeps it', '', false],
  ['stays out where it is built again', 'dist\n', true],
])('the folder of what starts %s', async (_, gitignore, hidden) => {
  const scripts = { start: 'node dist/server.js', build: 'tsc' };
  const { ignores } = await contextOf(
    {
      'package.json': JSON.stringify({ name: 'shop', scripts, devDependencies: { typescript: '^5.0.0' } }),
      'package-lock.json': JSON.stringify({
        lockfileVersion: 3,
        packages: { 'node_modules/typescript': { version: '5.9.0', bin: { tsc: 'bin/tsc' } } },
      }),
      'tsconfig.json': '{"compilerOptions":{"outDir":"dist","rootDir":"src"}}',
      'src/server.ts': 'require("http").createServer().listen(3000);\n',
      'dist/server.js': 'require("http").createServer().listen(3000);\n',
      '.gitignore': gitignore,
    },
    'dist\n',
  );
  expect(ignores('dist/server.js')).toBe(hidden);
  expect(ignores('src/server.ts')).toBe(false);
});

it('Dockerfile.dockerignore is what BuildKit reads: it gets the lines, and is named', async () => {
  const { files, ignores, notes } = await contextOf(SERVER, 'src\n', 'Dockerfile.dockerignore');
  expect(files.map(({ path }) => path)).not.toContain('.dockerignore');
  expect(ignores('src/server.js')).toBe(false);
  expect(notes.join()).toContain('Dockerfile.dockerignore');
});

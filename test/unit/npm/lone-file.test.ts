import { expect, test } from 'vitest';
import { detect } from '../../../generators/detect/detect.js';
import { mapProject } from '../../../generators/project/map.js';
import { catalog, planOf, variable } from './support.js';

const SERVER = "const http = require('http');\nhttp.createServer(answer).listen(process.env.PORT || 4000);\n";

test('a file that Node runs is a program without any package.json', () => {
  const plan = planOf(mapProject({ 'server.js': SERVER }));
  expect(plan.template.value).toBe('npm-file');
  expect(variable(plan, 'cmd')).toEqual(['server.js']);
  expect(variable(plan, 'ports')).toEqual([4000]);
  expect(variable(plan, 'environment')).toContainEqual({ name: 'PORT', value: '4000' });
});

test('a version file counts, and a wish for a base', () => {
  const plan = planOf(mapProject({ 'server.js': SERVER, '.nvmrc': '22\n' }), { base: 'alpine' });
  expect(variable(plan, 'runtimeImage')).toBe('node:22-alpine');
  expect(variable(plan, 'cmd')).toEqual(['node', 'server.js']);
});

test('packages without a package.json are refused, with the line', () => {
  const project = mapProject({ 'server.js': SERVER, 'lib/a.js': "\nconst x = require('express');\n" });
  expect(() => planOf(project)).toThrow('lib/a.js:2 imports express, and there is no package.json');
});

test.each([
  ['a script of a page', { 'index.js': 'document.title = "hi";\n' }],
  ["a page's script with an import map", { 'main.js': "import { createApp } from 'vue';\n" }],
  ['a file below the root', { 'src/server.js': SERVER }],
  [
    'a Go program beside it',
    { 'server.js': SERVER, 'cmd/a/go.mod': 'module a\n', 'cmd/a/a.go': 'package a\n' },
  ],
])('%s is none', async (_title, files: Record<string, string>) => {
  expect((await detect({ project: mapProject(files), wishes: {}, catalog })).detections).toEqual([]);
});

test('--test and --dev have nothing to run', () => {
  const project = mapProject({ 'server.js': SERVER });
  expect(() => planOf(project, { test: 'gate' })).toThrow(/gate has nothing to run/);
  expect(() => planOf(project, { dev: true })).toThrow(/nothing to run/);
});

test('a server is more than the page beside it; the script of a page is not', async () => {
  const page = { 'index.html': '<script type="module" src="main.js"></script>' };
  const found = async (files: Record<string, string>) =>
    (await detect({ project: mapProject({ ...page, ...files }), wishes: {}, catalog })).detections.map(
      ({ title }) => title,
    );
  expect(await found({ 'server.js': SERVER })).toEqual(['Node program server.js']);
  expect((await found({ 'main.js': "import 'vue';\n" })).join()).not.toContain('Node program');
});

import { expect, test } from 'vitest';
import { defaultCatalog } from '../../../generators/home.js';
import { produce } from '../../../generators/produce.js';
import { mapProject } from '../../../generators/project/map.js';

const catalog = defaultCatalog();

const SERVER = "require('express')().listen(3000);\n";

function producing(files: Record<string, string>, scripts: Record<string, string>) {
  const json = { name: 'shop', dependencies: { express: '5' }, scripts };
  const project = mapProject({ 'package.json': JSON.stringify(json), 'package-lock.json': '{}', ...files });
  return produce({ version: '1.2.3', project, catalog, wishes: {} });
}

test('a start that nothing makes gives way to the file that serves, and both are told', async () => {
  const { plan, notes, lost, command } = await producing({ 'app.js': SERVER }, { start: 'node dist/app.js' });
  expect(plan.variables.cmd?.value).toEqual(['app.js']);
  expect(notes).toEqual([
    expect.stringMatching(/dist\/app\.js.*: took --start-command "node app.js" instead$/),
  ]);
  expect(lost.map(({ reason }) => reason)).toEqual([expect.stringContaining('dist/app.js')]);
  expect(command).toContain("--start-command 'node app.js'");
});

test('where nothing else starts, the refusal is about the script', async () => {
  await expect(producing({ 'lib.js': '' }, { start: 'node dist/app.js' })).rejects.toThrow('dist/app.js');
});

test('a file that only hands on the app is no start', async () => {
  const files = { 'app.js': "module.exports = require('express')();\n" };
  await expect(producing(files, { start: 'node ./bin/www' })).rejects.toThrow('bin/www');
});

test('a start that is there stays', async () => {
  const { plan, notes } = await producing(
    { 'app.js': SERVER, 'dist/app.js': SERVER },
    { start: 'node dist/app.js' },
  );
  expect([plan.variables.cmd?.value, notes]).toEqual([['dist/app.js'], []]);
});

test('a start script with Windows line ends is turned in the build, and that is said', async () => {
  const script = '#!/bin/sh\r\nexec node app.js\r\n';
  const { plan } = await producing({ 'app.js': SERVER, 'bin/start.sh': script }, { start: './bin/start.sh' });
  expect(plan.variables.build?.value).toContain("sed -i 's/\\r$//' bin/start.sh");
  expect(plan.warnings.map(({ id }) => id)).toContain('line-ends-turned');
});

import { expect, test } from 'vitest';
import { cite } from '../../../generators/project/evidence.js';
import { mapProject } from '../../../generators/project/map.js';
import { pinsOf, type Tool } from '../../../generators/project/pins.js';

const node: Tool = {
  names: ['node', 'nodejs'],
  files: [{ name: '.nvmrc', version: /^\s*([^#\s]+)/m }],
};

test.each([
  [{ '.nvmrc': 'v22.4\n' }, 'v22.4', '.nvmrc:1 v22.4'],
  [{ '.nvmrc': '# ours\n\n24' }, '24', '.nvmrc:3 24'],
  [{ '.tool-versions': 'golang 1.26\nnodejs 22.1.0\n' }, '22.1.0', '.tool-versions:2 nodejs 22.1.0'],
  [{ 'mise.toml': '[tools]\nnode = "22"\n' }, '22', 'mise.toml:2 node = "22"'],
  [{ 'mise.toml': '[tools]\n"core:node" = ["22", "24"]\n' }, '22', 'mise.toml:2 "core:node" = ["22", "24"]'],
  [{ '.mise.toml': '[tools]\nnode = { version = "24" }\n' }, '24', '.mise.toml:2 node = { version = "24" }'],
  [{ '.config/mise.toml': '[tools.node]\nversion = "24"\n' }, '24', '.config/mise.toml'],
  [{ 'mise.toml': '[env]\nnode = "22"\n' }, undefined, undefined],
  [{ 'mise.toml': 'no toml [' }, undefined, undefined],
])('%o pins %s', (files, text, from) => {
  const [pin] = pinsOf(mapProject(files), ['.'], node);
  expect([pin?.text, pin && cite(pin.from)]).toEqual([text, from]);
});

test('a directory is asked before the root, each once', () => {
  const project = mapProject({ '.nvmrc': '20', 'web/.tool-versions': 'node 22' });
  expect(pinsOf(project, ['web', '.', '.'], node).map(({ text }) => text)).toEqual(['22', '20']);
});

import { expect, it } from 'vitest';
import { explain, summary } from '../../../generators/cli/explain.js';
import { decide } from '../../../generators/plan/decision.js';
import type { Plan } from '../../../generators/plan/plan.js';

const plan: Plan = {
  ecosystem: 'npm',
  app: decide('.', { file: 'package.json', line: 1 }),
  template: decide('npm', 'default'),
  base: decide('alpine', { flag: 'base' }),
  variables: {
    buildImage: decide('node:24-alpine', { file: '.nvmrc', line: 1, text: '24' }, 'the line it pins'),
    runtimeImage: decide('node:24-alpine', { flag: 'base' }),
    build: decide('npm run build \\\n && npm prune', { file: 'package.json', line: 3 }),
    goReason: decide('a sentence for a comment', 'default'),
    entrypoint: decide(null, 'default'),
    cmd: decide(['node', 'a.js'], { file: 'package.json', line: 4 }),
    ports: decide([3000, 9090], { file: 'a.js', line: 1 }),
    ignore: decide([{ title: 'Secrets', lines: ['**/.env', '**/*.pem'] }], 'default'),
  },
  inputs: [],
  buildFlags: [],
  warnings: [],
  init: 'nothing in the code handles SIGTERM',
  bases: [{ base: 'scratch', description: '', refused: 'there is no C library' }],
  open: [],
};

it('explain tells value, source and reason of every decision', () => {
  expect(explain(plan).split('\n')).toEqual([
    '  app           .  ← package.json:1',
    '  template      npm  ← default',
    '  base          alpine  ← --base',
    '  buildImage    node:24-alpine  ← .nvmrc:1 24',
    '                because the line it pins',
    '  runtimeImage  node:24-alpine  ← --base',
    '  build         npm run build && npm prune  ← package.json:3',
    '  cmd           node a.js  ← package.json:4',
    '  ports         [3000,9090]  ← a.js:1',
    '  ignore        2 lines  ← default',
    '  docker run --init: nothing in the code handles SIGTERM',
    '  no scratch: there is no C library',
    '',
  ]);
});

it('summary tells what a user looks for first', () => {
  expect(summary(plan).split('\n')).toEqual([
    '  build  node:24-alpine  ← .nvmrc:1 24',
    '  run    node:24-alpine  ← --base',
    '  start  node a.js       ← package.json:4',
    '  port   3000, 9090      ← a.js:1',
  ]);
});

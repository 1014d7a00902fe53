import { expect, test } from 'vitest';
import type { Candidate } from '../../../generators/plan/candidate.js';
import { decide } from '../../../generators/plan/decision.js';
import type { Plan } from '../../../generators/plan/plan.js';
import type { Wishes } from '../../../generators/plan/wishes.js';
import { type Draft, firstThatPasses } from '../../../generators/preflight/attempts.js';
import { mapProject } from '../../../generators/project/map.js';

const project = mapProject({ 'server.js': '', 'start.sh': '#!/usr/bin/env bash\n' });

const IMAGES: Record<string, string> = {
  alpine: 'node:24-alpine',
  slim: 'node:24-slim',
};

/** An image that starts what the wishes say, on alpine unless they ask for another base. */
function draft(wishes: Wishes): Draft {
  const base = wishes.base?.value ?? 'alpine';
  const cmd = (wishes.startCommand?.value ?? 'node dist/server.js').split(' ');
  const plan = {
    base: decide(base, 'default'),
    variables: { cmd: decide(cmd, { file: 'package.json' }) },
    bases: Object.keys(IMAGES).map((name) => ({ base: name, description: name })),
  } as unknown as Plan;
  const dockerfile = `FROM ${IMAGES[base]}\nWORKDIR /app\nCOPY . ./\nCMD ${JSON.stringify(cmd)}\n`;
  return { wishes, plan, files: [{ path: 'Dockerfile', contents: dockerfile }] };
}

function chosen(wishes: Wishes, starts: string[] = []) {
  const candidates = starts.map(
    (start): Candidate => ({ wish: 'startCommand', decision: decide(start, { file: 'package.json' }) }),
  );
  return firstThatPasses({ project, wishes, first: draft(wishes), draft, candidates: () => candidates });
}

test('what works is taken as it is', () => {
  const { plan, lost } = chosen({ startCommand: decide('node server.js', 'default') }, ['node other.js']);
  expect([plan.variables.cmd?.value, lost]).toEqual([['node', 'server.js'], []]);
});

test('the first of the other answers that works is taken, and those before it are told', () => {
  const { wishes, lost } = chosen({}, ['node lib.js', 'node server.js', 'node third.js']);
  expect(wishes.startCommand?.value).toBe('node server.js');
  expect(lost.map(({ decision, reason }) => [decision.value, reason])).toEqual([
    ['node dist/server.js', 'the image starts dist/server.js, and nothing puts it there'],
    ['node lib.js', 'the image starts lib.js, and nothing puts it there'],
  ]);
});

test('a script that the base has no interpreter for gets a base that has it', () => {
  const { wishes } = chosen({ startCommand: decide('./start.sh', { flag: 'start-command' }) });
  expect(wishes.base?.value).toBe('slim');
});

test('what the user asked for is not replaced', () => {
  const asked: Wishes = {
    startCommand: decide('./start.sh', 'default'),
    base: decide('alpine', { flag: 'base' }),
  };
  expect(() => chosen(asked)).toThrow(
    'nothing was written, for the image would not work: start.sh is run by bash, which node:24-alpine does not have',
  );
});

test('the refusal is about the first answer', () => {
  expect(() => chosen({}, ['node lib.js'])).toThrow(/the image starts dist\/server\.js/);
});

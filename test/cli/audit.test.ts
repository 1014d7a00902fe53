import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { schemaErrors } from '../support/output-schema.js';
import { KEYS, repository, run, runOnTerminal } from './command.js';
import { GO } from './repositories.js';

const CLASSIC =
  'FROM golang:latest\nWORKDIR /app\nCOPY . .\nRUN go mod download\nRUN go build -o server .\nCMD ./server\n';

describe('audit', () => {
  it('tells by line what a classic single-stage Dockerfile costs, and what there would be instead', () => {
    const root = repository({ ...GO, Dockerfile: CLASSIC });
    const { code, stdout, stderr } = run(root, ['audit']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    for (const id of [
      'tag-missing',
      'single-stage',
      'manifests-first',
      'ignore-missing',
      'shell-form',
      'root',
      'cache-mount',
    ])
      expect(stdout).toContain(`[${id}]`);
    expect(stdout).toMatch(/^Dockerfile:1 warning: golang:latest is another image/m);
    expect(stdout).toMatch(/costs \(estimated\): 700 to 1050 MB/);
    expect(stdout).toMatch(/^Dockerfile: \d+ of 100 \(0 errors, \d warnings, \d notes?\)$/m);
    expect(stdout).toMatch(
      /^Instead: create-dockerfile makes one for Go program example.com\/shop on distroless; /m,
    );
  });

  it('ends with 1 for what cannot work or leaks', () => {
    const root = repository({ ...GO, Dockerfile: 'FROM alpine:3.24\nCOPY nowhere /\nUSER 1\n' });
    expect(run(root, ['audit'])).toMatchObject({
      code: 1,
      stdout: expect.stringContaining('error: nowhere is copied, and it is not in the build context'),
    });
  });

  it('shows the difference to what would be generated, and changes nothing', () => {
    const root = repository({ ...GO, Dockerfile: CLASSIC });
    const { stdout } = run(root, ['audit', '--diff']);
    expect(stdout).toMatch(/^-FROM golang:latest$/m);
    expect(stdout).toMatch(/^\+FROM .*AS build$/m);
    expect(readFileSync(join(root, 'Dockerfile'), 'utf8')).toBe(CLASSIC);
    expect(existsSync(join(root, '.dockerignore'))).toBe(false);
  });

  it('works where nothing could be generated, and on another file', () => {
    const root = repository({ 'web/Dockerfile.old': 'FROM alpine\nUSER 1\n' });
    expect(run(root, ['audit', 'web/Dockerfile.old'])).toMatchObject({
      code: 0,
      stdout: expect.not.stringContaining('Instead'),
    });
  });

  it('finds the context above the Dockerfile', () => {
    const root = repository({
      ...GO,
      'deploy/Dockerfile': 'FROM golang:1.27 AS b\nCOPY go.mod main.go ./\nUSER 1\n',
    });
    expect(run(root, ['audit', 'deploy/Dockerfile']).stdout).not.toContain('build context');
    expect(run(root, ['audit', 'deploy/Dockerfile', '--context', 'deploy'])).toMatchObject({ code: 1 });
  });

  it('prints JSON and SARIF', () => {
    const root = repository({ ...GO, Dockerfile: CLASSIC });
    const audited = JSON.parse(run(root, ['audit', '--json']).stdout);
    expect(schemaErrors(audited)).toEqual([]);
    expect(audited).toMatchObject({
      format: 1,
      file: 'Dockerfile',
      score: expect.any(Number),
      command: expect.stringContaining('npx create-dockerfile@'),
    });
    expect(JSON.parse(run(root, ['audit', '--sarif']).stdout)).toMatchObject({ version: '2.1.0' });
  });

  it('--fix asks before it replaces anything, and without a terminal replaces nothing', () => {
    const root = repository({ ...GO, Dockerfile: CLASSIC });
    expect(run(root, ['audit', '--fix'])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('nothing was written'),
    });
    const steps = [
      { wait: 'Which runtime base?', send: KEYS.enter },
      { wait: 'Dockerfile?', send: 'n' },
      { wait: '(n)', send: KEYS.enter },
    ];
    runOnTerminal(root, ['audit', '--fix'], steps);
    expect(readFileSync(join(root, 'Dockerfile'), 'utf8')).toBe(CLASSIC);
  });

  it.each([
    [['audit', 'nowhere'], 'there is no file'],
    [['audit', 'a', 'b'], 'takes one file'],
    [['audit', '--jsno'], 'jsno'],
  ])('%j is bad usage', (args, words) => {
    expect(run(repository(GO), args)).toMatchObject({ code: 2, stderr: expect.stringContaining(words) });
  });
});

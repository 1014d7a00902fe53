import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fileIn, KEYS, repository, runOnTerminal } from './command.js';
import { GO } from './repositories.js';

const { enter, ctrlC } = KEYS;

describe('conflicts', () => {
  const MINE = { ...GO, Dockerfile: 'FROM mine\n' };
  const OVERWRITE = 'Overwrite Dockerfile?';
  const answer = (...sends: string[]) => {
    const root = repository(MINE);
    const steps = sends.map((send) => ({ wait: OVERWRITE, send }));
    return { root, ...runOnTerminal(root, ['--base', 'alpine'], steps) };
  };

  it('y replaces it', () => {
    const { root, code } = answer(`y${enter}`);
    expect(code).toBe(0);
    expect(fileIn(root, 'Dockerfile')).toContain('FROM alpine');
  });

  it('n keeps it and writes the other file', () => {
    const { root, code } = answer(`n${enter}`);
    expect(code).toBe(0);
    expect(fileIn(root, 'Dockerfile')).toBe('FROM mine\n');
    expect(existsSync(join(root, '.dockerignore'))).toBe(true);
  });

  it('shows what changes above the question, and once more with d', () => {
    const { root, screen } = answer(`d${enter}`, `y${enter}`);
    const [before = '', after = ''] = screen.split(OVERWRITE);
    expect(before).toContain('-FROM mine');
    expect(before).toMatch(/\+FROM alpine/);
    expect(screen.slice(screen.indexOf(after)).match(/-FROM mine/g)).toHaveLength(1);
    expect(fileIn(root, 'Dockerfile')).toContain('FROM alpine');
  });

  it.each([`x${enter}`, ctrlC])('%j writes nothing at all: exit 130', (key) => {
    const { root, code } = answer(key);
    expect(code).toBe(130);
    expect(fileIn(root, 'Dockerfile')).toBe('FROM mine\n');
    expect(existsSync(join(root, '.dockerignore'))).toBe(false);
  });

  const BOTH = { ...MINE, '.dockerignore': 'mine\n' };
  const ADD = 'Add these lines to .dockerignore?';

  it('asks one question after the other, in the same order each time; an append is no overwriting', () => {
    const root = repository(BOTH);
    const steps = [
      { wait: OVERWRITE, send: `n${enter}` },
      { wait: ADD, send: `y${enter}` },
    ];
    const { code, screen } = runOnTerminal(root, ['--base', 'alpine'], steps);
    expect(code).toBe(0);
    expect(screen.indexOf(ADD)).toBeGreaterThan(screen.indexOf(`${OVERWRITE} leave it`));
    expect(screen).not.toContain('Overwrite .dockerignore');
    expect(fileIn(root, 'Dockerfile')).toBe('FROM mine\n');
    expect(fileIn(root, '.dockerignore')).toMatch(/^mine\n[\s\S]*\.git\n/);
  });

  it('a answers for all that follow', () => {
    const root = repository(BOTH);
    const { code, screen } = runOnTerminal(
      root,
      ['--base', 'alpine'],
      [{ wait: OVERWRITE, send: `a${enter}` }],
    );
    expect(code).toBe(0);
    expect(screen).not.toContain(ADD);
    expect(screen).toMatch(/replace Dockerfile[\s\S]*append \.dockerignore/);
  });

  it('cancelling the second question leaves what the first allowed', () => {
    const root = repository(BOTH);
    const steps = [
      { wait: OVERWRITE, send: `y${enter}` },
      { wait: ADD, send: `x${enter}` },
    ];
    expect(runOnTerminal(root, ['--base', 'alpine'], steps).code).toBe(130);
    expect(fileIn(root, 'Dockerfile')).toBe('FROM mine\n');
  });

  it('after n the closing says what is on the disk', () => {
    const { screen } = answer(`n${enter}`);
    expect(screen).toContain('Dockerfile is as it was');
    expect(screen).toMatch(/To read that one: .*--print/);
    expect(screen).not.toContain('docker build');
    const kept = runOnTerminal(
      repository(BOTH),
      ['--base', 'alpine'],
      [
        { wait: OVERWRITE, send: `y${enter}` },
        { wait: ADD, send: `n${enter}` },
      ],
    );
    expect(kept.screen).toContain('.dockerignore is as it was');
  });

  it('says that a file is created when it has happened', () => {
    const { screen } = answer(`y${enter}`);
    expect(screen.indexOf('create .dockerignore')).toBeGreaterThan(
      screen.indexOf(`${OVERWRITE} overwrite it`),
    );
    expect(answer(`x${enter}`).screen).not.toContain('create .dockerignore');
  });

  it("a user's file does not reach the terminal as more than text", () => {
    const root = repository({ ...GO, Dockerfile: 'FROM mine\n# \u001B[2J\u001B]0;title\u0007\n' });
    const steps = [{ wait: OVERWRITE, send: `n${enter}` }];
    const { raw } = runOnTerminal(root, ['--base', 'alpine'], steps);
    expect(raw).toContain('-FROM mine');
    expect(raw).not.toContain('\u001B[2J');
    expect(raw).not.toContain('\u001B]0;');
  });
});

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ownVersion } from '../../generators/home.js';
import { fileIn, KEYS, repository, runOnTerminal } from './command.js';
import { GO, NODE, TWO_PROGRAMS } from './repositories.js';

const BASE = 'Which runtime base?';
const { enter, down, ctrlC } = KEYS;

describe('questions', () => {
  it('asks for the base, the default first, and ends with the command that repeats the run', () => {
    const root = repository(GO);
    const { code, screen } = runOnTerminal(root, [], [{ wait: BASE, send: enter }]);
    expect(code).toBe(0);
    expect(screen).toMatch(/❯ distroless +\S/);
    expect(screen).toContain(
      `Again without questions: npx create-dockerfile@${ownVersion()} --yes --base distroless`,
    );
    expect(existsSync(join(root, 'Dockerfile'))).toBe(true);
  });

  it('takes the answer', () => {
    const root = repository(GO);
    runOnTerminal(root, [], [{ wait: BASE, send: down + enter }]);
    expect(fileIn(root, 'Dockerfile')).toContain('FROM scratch');
  });

  it('shows a base that is not possible, with the reason', () => {
    const { screen } = runOnTerminal(repository(NODE), [], [{ wait: BASE, send: enter }]);
    expect(screen).toMatch(/scratch.*not possible here: /);
  });

  it('asks which of two apps', () => {
    const root = repository(TWO_PROGRAMS);
    const steps = [
      { wait: 'Which app', send: down + enter },
      { wait: BASE, send: enter },
    ];
    const { code, screen } = runOnTerminal(root, [], steps);
    expect(code).toBe(0);
    expect(screen).toContain('--app cmd/beta');
  });

  it('asks for the port that the repository leaves open, with the usual one as preset', () => {
    const packages = { 'node_modules/express': { version: '5.1.0' } };
    const root = repository({
      'package.json': JSON.stringify({ name: 'api', main: 'a.js', dependencies: { express: '^5.1.0' } }),
      'package-lock.json': JSON.stringify({ name: 'api', lockfileVersion: 3, packages }),
      'a.js': 'require("express")().listen(require("./settings").port);\n',
    });
    const steps = [
      { wait: BASE, send: enter },
      { wait: 'Which port', send: enter },
    ];
    const { code, screen } = runOnTerminal(root, [], steps);
    expect(code).toBe(0);
    expect(screen).toContain('--port 3000');
    expect(fileIn(root, 'Dockerfile')).toContain('EXPOSE 3000');
  });

  it('asks nothing with --yes, nor what a flag has answered', () => {
    expect(runOnTerminal(repository(GO), ['--yes'], []).screen).not.toContain('?');
    expect(runOnTerminal(repository(GO), ['--base', 'alpine'], []).screen).not.toContain(BASE);
  });

  it('Ctrl-C cancels: exit 130, nothing written', () => {
    const root = repository(GO);
    const { code, screen } = runOnTerminal(root, [], [{ wait: BASE, send: ctrlC }]);
    expect(code).toBe(130);
    expect(screen).toContain('cancelled, nothing was written');
    expect(existsSync(join(root, 'Dockerfile'))).toBe(false);
  });
});

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

  it('d shows the difference and asks again', () => {
    const { root, screen } = answer(`d${enter}`, `y${enter}`);
    expect(screen).toContain('-FROM mine');
    expect(screen).toMatch(/\+FROM alpine/);
    expect(fileIn(root, 'Dockerfile')).toContain('FROM alpine');
  });

  it.each([`x${enter}`, ctrlC])('%j writes nothing at all: exit 130', (key) => {
    const { root, code } = answer(key);
    expect(code).toBe(130);
    expect(fileIn(root, 'Dockerfile')).toBe('FROM mine\n');
    expect(existsSync(join(root, '.dockerignore'))).toBe(false);
  });
});

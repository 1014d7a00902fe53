import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ownVersion } from '../../generators/home.js';
import { fileIn, KEYS, repository, runOnTerminal, type Step } from './command.js';
import { GO, NODE, TWO_PROGRAMS } from './repositories.js';

const BASE = 'Which runtime base?';
const { enter, down, ctrlC, ctrlD } = KEYS;

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

  it('tells what was found, with its place, before the first question', () => {
    const { screen } = runOnTerminal(repository(GO), [], [{ wait: BASE, send: enter }]);
    const before = screen.slice(0, screen.indexOf(BASE));
    expect(before).toMatch(/^Found: Go program example\.com\/shop$/m);
    expect(before).toMatch(/^ {2}start +\S+ +← main\.go:5 func main/m);
    expect(before).toMatch(/^ {2}port +8080 +← main\.go:6/m);
  });

  it('asks no question that has one answer, and says which it is', () => {
    const root = repository({ 'index.html': '<h1>hello</h1>\n' });
    const { code, screen } = runOnTerminal(root, [], []);
    expect(code).toBe(0);
    expect(screen).not.toContain(BASE);
    expect(screen).toMatch(/Runtime base: alpine, the only one that is possible here \(no /);
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

  describe('whether to verify now', () => {
    const OFFER = 'Build it and start it now';
    const engine = 'echo "$@" >>"$PWD/.calls"; echo 29.1.2';
    const steps = (send: string) => [
      { wait: BASE, send: enter },
      { wait: OFFER, send },
    ];

    it.each([
      ['Enter', enter],
      ['n', `n${enter}`],
      ['Esc', KEYS.escape],
      ['Ctrl-C', ctrlC],
    ])('%s is a no: the files are there, and nothing is built', (_, key) => {
      const root = repository(GO);
      const { code, screen } = runOnTerminal(root, [], steps(key), { engine });
      expect(code).toBe(0);
      expect(screen.indexOf(OFFER)).toBeGreaterThan(screen.indexOf('Again without questions'));
      expect(screen).not.toContain('cancelled');
      expect(fileIn(root, '.calls')).not.toContain('build');
      expect(existsSync(join(root, 'Dockerfile'))).toBe(true);
    });

    it('y builds with the engine that is there', () => {
      const root = repository(GO);
      const failing = `${engine}; [ "$1" = build ] && exit 1; exit 0`;
      const { code, screen } = runOnTerminal(root, [], steps(`y${enter}`), { engine: failing });
      expect(code).not.toBe(0);
      expect(screen).toMatch(/build/);
      expect(fileIn(root, '.calls')).toContain('build');
    });

    it('is not asked where no engine answers, nothing was asked before, or a file was kept', () => {
      expect(runOnTerminal(repository(GO), [], [{ wait: BASE, send: enter }]).screen).not.toContain(OFFER);
      const told = runOnTerminal(repository(GO), ['--base', 'alpine'], [], { engine });
      expect(told.screen).not.toContain(OFFER);
      const kept = [
        { wait: BASE, send: enter },
        { wait: 'Overwrite Dockerfile?', send: `n${enter}` },
      ];
      const mine = repository({ ...GO, Dockerfile: 'FROM mine\n' });
      expect(runOnTerminal(mine, [], kept, { engine }).screen).not.toContain(OFFER);
    });
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

  it('offers a Dockerfile for each of them, and asks nothing more', () => {
    const root = repository(TWO_PROGRAMS);
    const { code, screen } = runOnTerminal(root, [], [{ wait: 'Which app', send: down + down + enter }]);
    expect(code).toBe(0);
    expect(screen).not.toContain(BASE);
    expect(screen).toContain('All of them: docker buildx bake');
    expect(fileIn(root, 'cmd/beta/Dockerfile')).toContain('--yes --all');
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

  it.each(['true', '1'])('asks nothing in a CI job, where nobody would answer: CI=%s', (CI) => {
    const root = repository({ ...GO, Dockerfile: 'FROM mine\n' });
    const { code, screen } = runOnTerminal(root, [], [], { env: { CI } });
    expect(code).toBe(1);
    expect(screen).toContain('Dockerfile would change');
    expect(screen).not.toContain('?');
  });

  it('asks nothing with --yes, nor what a flag has answered', () => {
    expect(runOnTerminal(repository(GO), ['--yes'], []).screen).not.toContain('?');
    expect(runOnTerminal(repository(GO), ['--base', 'alpine'], []).screen).not.toContain(BASE);
  });

  it.each([
    ['Ctrl-C', ctrlC],
    ['Ctrl-D', ctrlD],
    ['Esc', KEYS.escape],
  ])('%s cancels at each: exit 130, nothing written', (_, key) => {
    const settings = repository({
      'package.json': JSON.stringify({ name: 'api', main: 'a.js' }),
      'package-lock.json': JSON.stringify({ name: 'api', lockfileVersion: 3, packages: {} }),
      'a.js': 'require("http").createServer().listen(require("./settings").port);\n',
    });
    const base = { wait: BASE, send: enter };
    const questions: [root: string, steps: Step[]][] = [
      [repository(TWO_PROGRAMS), [{ wait: 'Which app', send: key }]],
      [repository(GO), [{ wait: BASE, send: key }]],
      [settings, [base, { wait: 'Which port', send: key }]],
      [repository({ ...GO, Dockerfile: 'FROM mine\n' }), [base, { wait: 'Overwrite', send: key }]],
      [repository({ ...GO, '.dockerignore': 'mine\n' }), [base, { wait: 'Add these lines', send: key }]],
    ];
    for (const [root, steps] of questions) {
      const before = readdirSync(root);
      const { code, screen } = runOnTerminal(root, [], steps);
      expect(screen).toContain('cancelled, nothing was written');
      expect(code).toBe(130);
      expect(readdirSync(root)).toEqual(before);
    }
  });

  it('a hostile name of an app does not reach the terminal as more than text', () => {
    const root = repository({
      'go.mod': GO['go.mod'],
      'cmd/al\u001B[2Jpha/main.go': GO['main.go'],
      'cmd/beta/main.go': GO['main.go'],
    });
    const { raw } = runOnTerminal(root, [], [{ wait: 'Which app', send: ctrlC }]);
    expect(raw).not.toContain('\u001B[2J');
  });
});

describe('terminals', () => {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: escape codes are what is looked for
  const COLORS = /\u001B\[[0-9;]*m/;

  it.each([40, 80])('of %i columns show each question once it is answered', (columns) => {
    const root = repository({ ...GO, Dockerfile: 'FROM mine\n', '.dockerignore': 'mine\n' });
    const steps = [
      { wait: BASE, send: enter },
      { wait: 'Overwrite Dockerfile?', send: `y${enter}` },
      { wait: 'Add these lines', send: `y${enter}` },
    ];
    const { code, screen } = runOnTerminal(root, [], steps, { columns });
    expect(code).toBe(0);
    expect(screen).toContain('Next: docker build');
    expect(fileIn(root, 'Dockerfile')).not.toContain('FROM mine');
  });

  it('of 40 columns show all bases, broken between words', () => {
    const { screen } = runOnTerminal(repository(NODE), [], [{ wait: 'navigate', send: enter }], {
      columns: 40,
    });
    const [list = ''] = screen.split('navigate');
    for (const base of ['distroless', 'scratch', 'alpine', 'slim'])
      expect(list).toMatch(new RegExp(`^. ${base} `, 'm'));
    expect(list.split('\r\n').filter((line) => line.trimEnd().length > 40)).toEqual([]);
    const lines = list.slice(list.indexOf(BASE)).split('\r\n').slice(1, -2);
    expect(lines.filter((line) => !/^([\u276F -]) (\w| {2})/.test(line))).toEqual([]);
  });

  it('with NO_COLOR show none', () => {
    const steps = [{ wait: BASE, send: enter }];
    expect(runOnTerminal(repository(GO), [], steps).raw).not.toMatch(COLORS);
    // Nobody looks at the terminal of a CI job: it gets no colors either.
    const colored = { NO_COLOR: undefined, CI: undefined, TERM: 'xterm-256color' };
    expect(runOnTerminal(repository(GO), [], steps, { env: colored }).raw).toMatch(COLORS);
  });

  const dumb = { env: { TERM: 'dumb', NO_COLOR: undefined }, columns: 60 };

  it('that are dumb are asked in lines of text, without an escape code', () => {
    const root = repository({ ...TWO_PROGRAMS, Dockerfile: 'FROM mine\n', '.dockerignore': 'mine\n' });
    const steps = [
      { wait: 'Number [1]: ', send: enter },
      { wait: 'Number [1]: ', send: `9${enter}` },
      { wait: 'Please type one of these.', send: `2${enter}` },
      { wait: 'y/n/a/d/x: ', send: `d${enter}` },
      { wait: 'y/n/a/d/x: ', send: `n${enter}` },
      { wait: 'y/n/d/x: ', send: `y${enter}` },
    ];
    const { code, raw } = runOnTerminal(root, ['--explain'], steps, dumb);
    expect(code).toBe(0);
    expect(raw).toMatch(/^ {2}1\) distroless {2}\S/m);
    const [question = ''] = raw.split('Number');
    expect(question.split('\r\n').filter((line) => line.length > 60)).toEqual([]);
    expect(raw).not.toContain('\u001B');
    expect(fileIn(root, 'Dockerfile')).toBe('FROM mine\n');
    expect(fileIn(root, '.dockerignore')).toMatch(/^mine\n.+/s);
  });

  it('that are dumb say why a choice or an answer cannot be taken', () => {
    const root = repository({
      'package.json': JSON.stringify({ name: 'api', main: 'a.js' }),
      'package-lock.json': JSON.stringify({ name: 'api', lockfileVersion: 3, packages: {} }),
      'a.js': 'require("http").createServer().listen(require("./settings").port);\n',
    });
    const steps = [
      { wait: 'Number [1]: ', send: `4${enter}` },
      { wait: 'is not possible here: ', send: enter },
      { wait: '[3000] ', send: `x${enter}` },
      { wait: '[3000] ', send: `8081${enter}` },
    ];
    const { code } = runOnTerminal(root, [], steps, dumb);
    expect(code).toBe(0);
    expect(fileIn(root, 'Dockerfile')).toContain('EXPOSE 8081');
  });

  it.each([
    ['Ctrl-C', ctrlC],
    ['Ctrl-D', ctrlD],
    ['Esc', KEYS.escape + enter],
  ])('that are dumb: %s cancels at each question', (_, key) => {
    const base = { wait: 'Number', send: enter };
    const questions: [root: string, steps: Step[]][] = [
      [repository(GO), [{ wait: 'Number', send: key }]],
      [repository({ ...GO, Dockerfile: 'FROM mine\n' }), [base, { wait: 'y/n', send: key }]],
    ];
    for (const [root, steps] of questions) {
      const before = readdirSync(root);
      const { code, raw } = runOnTerminal(root, [], steps, dumb);
      expect(raw).toMatch(/^create-dockerfile: cancelled, nothing was written\r$/m);
      expect(code).toBe(130);
      expect(readdirSync(root)).toEqual(before);
    }
  });

  it('of a locale without Unicode show ASCII alone', () => {
    const root = repository({ ...TWO_PROGRAMS, Dockerfile: 'FROM mine\n' });
    const steps = [
      { wait: 'Which app', send: enter },
      { wait: BASE, send: enter },
      { wait: 'Overwrite', send: `h${enter}` },
      { wait: 'cancel, write', send: `y${enter}` },
    ];
    const { code, screen } = runOnTerminal(root, ['--explain'], steps, { env: { LC_ALL: 'C' } });
    expect(code).toBe(0);
    expect(screen.match(/[^\p{ASCII}]/gu)).toBeNull();
  });

  it.each([2, 15])('are left as they were by signal %i', (signal) => {
    const root = repository(GO);
    const { code, raw } = runOnTerminal(root, [], [{ wait: BASE, signal }]);
    expect(code).toBe(128 + signal);
    expect(raw.lastIndexOf('\u001B[?25h')).toBeGreaterThan(raw.lastIndexOf('\u001B[?25l'));
    expect(existsSync(join(root, 'Dockerfile'))).toBe(false);
  });
});

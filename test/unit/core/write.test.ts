import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { commit } from '../../../generators/write/commit.js';
import { compare } from '../../../generators/write/compare.js';

let root: string;
const at = (path: string) => join(root, path);

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'write-'));
});
afterEach(() => rmSync(root, { recursive: true }));

describe('compare', () => {
  it.each([
    [undefined, 'create'],
    ['new\n', 'identical'],
    ['new\r\n', 'identical'],
    ['ne', 'append'],
    ['', 'conflict'],
    ['old\n', 'conflict'],
  ])('%j on disk is %s', (existing, state) => {
    if (existing !== undefined) writeFileSync(at('Dockerfile'), existing);
    expect(compare(root, [{ path: 'Dockerfile', contents: 'new\n' }])[0]?.state).toBe(state);
  });

  it('refuses a directory, a dead link and a link out of the repository', () => {
    mkdirSync(at('a'));
    symlinkSync('nowhere', at('b'));
    symlinkSync('/etc/passwd', at('c'));
    const state = (path: string) => compare(root, [{ path, contents: '' }]);
    expect(() => state('a')).toThrow('cannot write a: it is not a file');
    expect(() => state('b')).toThrow('a link that leads nowhere');
    expect(() => state('c')).toThrow('a link out of the repository');
  });
});

describe('commit', () => {
  it('writes all files, keeps the mode of one that was there, leaves nothing else behind', () => {
    writeFileSync(at('Dockerfile'), 'old');
    chmodSync(at('Dockerfile'), 0o640);
    commit([
      { path: at('Dockerfile'), contents: 'new' },
      { path: at('.dockerignore'), contents: 'lines' },
    ]);
    expect(readFileSync(at('Dockerfile'), 'utf8')).toBe('new');
    expect(statSync(at('Dockerfile')).mode & 0o777).toBe(0o640);
    expect(readdirSync(root).sort()).toEqual(['.dockerignore', 'Dockerfile']);
  });

  it('writes through a link instead of replacing it', () => {
    writeFileSync(at('real'), 'old');
    symlinkSync('real', at('Dockerfile'));
    commit([{ path: at('Dockerfile'), contents: 'new' }]);
    expect(readFileSync(at('real'), 'utf8')).toBe('new');
  });

  it('leaves everything as it was when one file cannot be written', () => {
    writeFileSync(at('Dockerfile'), 'old');
    const files = [
      { path: at('Dockerfile'), contents: 'new' },
      { path: at('missing/.dockerignore'), contents: 'lines' },
    ];
    expect(() => commit(files)).toThrow('nothing was written');
    expect(readFileSync(at('Dockerfile'), 'utf8')).toBe('old');
    expect(readdirSync(root)).toEqual(['Dockerfile']);
  });

  it('puts back what was there when a later rename fails', () => {
    writeFileSync(at('Dockerfile'), 'old');
    mkdirSync(at('taken'));
    const files = [
      { path: at('Dockerfile'), contents: 'new' },
      { path: at('taken'), contents: 'lines' },
    ];
    expect(() => commit(files)).toThrow('nothing was written');
    expect(readFileSync(at('Dockerfile'), 'utf8')).toBe('old');
    expect(readdirSync(root).sort()).toEqual(['Dockerfile', 'taken']);
  });
});

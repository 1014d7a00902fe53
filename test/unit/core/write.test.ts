import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
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

  it.each([
    ['bytes that are no UTF-8', Buffer.from([0x66, 0xe9, 0x0a])],
    ['a byte order mark', Buffer.from([0xef, 0xbb, 0xbf, 0x61, 0x0a])],
    ['nothing', Buffer.from('')],
  ])('adds to the end of %s, which stays as it is', (_, bytes) => {
    writeFileSync(at('.dockerignore'), bytes);
    const [file] = compare(root, [{ path: '.dockerignore', contents: '?\nmore\n', adds: 'more\n' }]);
    expect(file?.state).toBe('append');
    expect(file?.contents).toEqual(Buffer.concat([bytes, Buffer.from('more\n')]));
  });

  it('a file to which nothing is added is as it was', () => {
    writeFileSync(at('.dockerignore'), Buffer.from([0xe9]));
    expect(compare(root, [{ path: '.dockerignore', contents: '?', adds: '' }])[0]?.state).toBe('identical');
  });
});

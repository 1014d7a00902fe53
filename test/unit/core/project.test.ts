import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { diskProject } from '../../../generators/project/disk.js';
import { mapProject } from '../../../generators/project/map.js';
import { relativeTo, within } from '../../../generators/project/paths.js';
import type { Project } from '../../../generators/project/project.js';

const FILES = {
  'go.mod': 'module x',
  'cmd/api/main.go': 'package main',
  'node_modules/a/package.json': '{}',
};

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'project-'));
});
afterEach(() => rmSync(root, { recursive: true }));

function onDisk(files: Record<string, string | Buffer>): Project {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(root, path, '..'), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return diskProject(root);
}

describe.each([
  ['disk', onDisk],
  ['map', (files: Record<string, string>) => mapProject(files)],
])('a %s project', (_kind, open) => {
  it('reads files and lists directories by relative path', () => {
    const project = open(FILES);
    expect(project.read('cmd/api/main.go')).toBe('package main');
    expect(project.read('./cmd/../go.mod')).toBe('module x');
    expect(project.entries('cmd')).toEqual([{ name: 'api', kind: 'directory' }]);
    expect(project.has('cmd/api')).toBe(false);
    expect(project.hasDirectory('cmd/api')).toBe(true);
    expect(project.hasDirectory('.')).toBe(true);
    expect(project.entries('nowhere')).toEqual([]);
  });

  it('walks files before sub-directories and never into node_modules', () => {
    expect([...open(FILES).walk()]).toEqual(['go.mod', 'cmd/api/main.go']);
  });

  it('does not enter a directory that is skipped', () => {
    expect([...open(FILES).walk('.', (path) => path === 'cmd/api')]).toEqual(['go.mod']);
  });

  it('drops a byte order mark and takes binary files for missing', () => {
    const project = open({ a: '\uFEFFtext', b: 'bin\0ary' });
    expect(project.read('a')).toBe('text');
    expect(project.read('b')).toBeUndefined();
  });

  it('does not leave the project', () => {
    expect(open(FILES).read('../etc/passwd')).toBeUndefined();
    expect(open(FILES).has('..')).toBe(false);
  });
});

describe('relativeTo', () => {
  it.each([
    ['.', 'web/app', 'web/app'],
    ['web', 'web/app', 'app'],
    ['web', 'web', '.'],
    ['web', 'website/app', 'website/app'],
  ])('from %s, %s is %s', (directory, path, expected) => {
    expect(relativeTo(directory, path)).toBe(expected);
  });
});

describe('links on the disk', () => {
  it('are followed inside the project only', () => {
    const outside = mkdtempSync(join(tmpdir(), 'outside-'));
    writeFileSync(join(outside, 'secret'), 'secret');
    const project = onDisk({ 'real.txt': 'inside' });
    symlinkSync('real.txt', join(root, 'link.txt'));
    symlinkSync(join(outside, 'secret'), join(root, 'leak'));
    symlinkSync(outside, join(root, 'leaks'));
    expect(project.read('link.txt')).toBe('inside');
    expect(project.read('leak')).toBeUndefined();
    expect(project.read('leaks/secret')).toBeUndefined();
    expect([...project.walk()]).toEqual(['link.txt', 'real.txt']);
    rmSync(outside, { recursive: true });
  });

  it('to a parent directory do not make the walk endless', () => {
    const project = onDisk({ 'a/file': '' });
    symlinkSync('..', join(root, 'a/loop'));
    expect([...project.walk()]).toEqual(['a/file']);
  });
});

it.each([
  ['.', 'a/b', 'a/b'],
  ['web', '../api/x', 'api/x'],
  ['web', '.', 'web'],
  ['.', '.', '.'],
  ['web', '../..', undefined],
])('within(%s, %s) is %s', (directory, path, expected) => {
  expect(within(directory, path)).toBe(expected);
});

it('text of UTF-16 is read where it is asked for, and is no text elsewhere', () => {
  const little = Buffer.from('\uFEFFDjango==4.2', 'utf16le');
  const project = onDisk({
    little,
    big: Buffer.from(little).swap16(),
    plain: 'a',
    odd: Buffer.from([255, 254, 65]),
  });
  expect([project.readWide('little'), project.readWide('big')]).toEqual(['Django==4.2', 'Django==4.2']);
  expect([project.readWide('plain'), project.readWide('odd'), project.readWide('none')]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
  expect(project.read('little')).toBeUndefined();
});

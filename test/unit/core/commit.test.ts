import * as fs from 'node:fs';
import {
  chmodSync,
  lstatSync,
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
import { UserError } from '../../../generators/errors.js';
import { commit, recover, type Write } from '../../../generators/write/commit.js';
import type { Disk } from '../../../generators/write/disk.js';

let root: string;
const at = (path: string) => join(root, path);
const text = (path: string) => readFileSync(at(path), 'utf8');

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'commit-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

/** What replaces these texts, undefined for no file, by new ones. */
function writes(before: Record<string, string | undefined>): Write[] {
  return Object.entries(before).map(([path, old]) => {
    if (old !== undefined) writeFileSync(at(path), old);
    return {
      path: at(path),
      contents: Buffer.from(`new ${path}`),
      before: old === undefined ? undefined : Buffer.from(old),
    };
  });
}

/** All files with their texts, and directories that hold none. */
function tree(): Record<string, string> {
  const paths = readdirSync(root, { recursive: true, encoding: 'utf8' }).sort();
  const files = paths.filter((path) => !lstatSync(at(path)).isDirectory());
  const empty = paths.filter(
    (path) => lstatSync(at(path)).isDirectory() && readdirSync(at(path)).length === 0,
  );
  return Object.fromEntries([
    ...files.map((path) => [path, text(path)]),
    ...empty.map((path) => [path, 'an empty directory']),
  ]);
}

class Stopped extends Error {}

/** Calls that change the disk. */
const CHANGES = /^(mkdir|open|write|copy|link|rename|unlink|rmdir|fchmod|fsync|close)/;

/** A disk on which something happens at the n-th call that changes it. */
function failing(n: number, happen: (name: string, call: () => unknown) => unknown) {
  let count = 0;
  const disk = new Proxy(fs, {
    get: (target, name: string) => {
      const real = target[name as keyof typeof fs] as (...values: unknown[]) => unknown;
      if (!CHANGES.test(name)) return real;
      return (...values: unknown[]) => {
        count += 1;
        return count === n ? happen(name, () => real(...values)) : real(...values);
      };
    },
  });
  return { disk: disk as unknown as Disk, reached: () => count >= n };
}

/** A disk whose program is killed at the n-th call: before it, or after it, or in the middle of writing. */
function killedAt(n: number, when: 'before' | 'after' | 'half-way') {
  let dead = false;
  let count = 0;
  const disk = new Proxy(fs, {
    get: (target, name: string) => {
      const real = target[name as keyof typeof fs] as (...values: unknown[]) => unknown;
      return (...values: unknown[]) => {
        if (dead) throw new Stopped();
        if (!CHANGES.test(name)) return real(...values);
        count += 1;
        if (count !== n) return real(...values);
        dead = true;
        if (when === 'after') real(...values);
        if (when === 'half-way' && name === 'writeFileSync') {
          const [file, bytes] = values as [number, Buffer];
          real(file, bytes.subarray(0, bytes.length / 2));
        }
        throw new Stopped();
      };
    },
  });
  return { disk: disk as unknown as Disk, reached: () => count >= n };
}

/** Runs until no call is left to fail at. */
function atEveryCall(run: (n: number) => boolean): number {
  for (let n = 1; ; n++) {
    rmSync(root, { recursive: true });
    mkdirSync(root);
    if (!run(n)) return n - 1;
  }
}

const CASES: [string, Record<string, string | undefined>][] = [
  ['both are new', { Dockerfile: undefined, '.dockerignore': undefined }],
  ['both are replaced', { Dockerfile: 'old', '.dockerignore': 'lines' }],
  ['one of each', { Dockerfile: undefined, '.dockerignore': 'lines', 'nginx.conf': undefined }],
  [
    'one in directories of its own',
    { Dockerfile: undefined, '.github/workflows/image.yml': undefined, '.dockerignore': 'lines' },
  ],
];

const NEW = (files: Write[]) =>
  Object.fromEntries(files.map(({ path, contents }) => [path.slice(root.length + 1), `${contents}`]).sort());

describe('commit', () => {
  it.each(CASES)('writes all files and leaves nothing else behind: %s', (_, before) => {
    const files = writes(before);
    commit(root, files);
    expect(tree()).toEqual(NEW(files));
    expect(recover(root)).toEqual([]);
  });

  it('keeps the mode of a file that was there', () => {
    const files = writes({ Dockerfile: 'old' });
    chmodSync(at('Dockerfile'), 0o640);
    commit(root, files);
    expect(statSync(at('Dockerfile')).mode & 0o777).toBe(0o640);
  });

  it('writes through a link instead of replacing it', () => {
    writeFileSync(at('real'), 'old');
    symlinkSync('real', at('Dockerfile'));
    commit(root, [{ path: at('Dockerfile'), contents: Buffer.from('new'), before: Buffer.from('old') }]);
    expect(text('real')).toBe('new');
    expect(lstatSync(at('Dockerfile')).isSymbolicLink()).toBe(true);
  });

  it.each([
    ['changed', 'old', 'other'],
    ['made', undefined, 'other'],
  ])('writes nothing over a file that somebody has %s meanwhile', (_, old, meanwhile) => {
    const files = writes({ '.dockerignore': undefined, Dockerfile: old });
    writeFileSync(at('Dockerfile'), meanwhile);
    expect(() => commit(root, files)).toThrow('changed by somebody else meanwhile: nothing was written');
    expect(tree()).toEqual({ Dockerfile: meanwhile });
  });

  it('writes nothing while another run does', () => {
    mkdirSync(at('.create-dockerfile.tmp'));
    expect(() => commit(root, writes({ Dockerfile: undefined }))).toThrow('another run');
  });

  it.each(['EIO', 'ENOSPC', 'EACCES', 'EROFS', 'EPERM'])('%s at any call leaves all or nothing', (code) => {
    for (const [, before] of CASES) {
      const calls = atEveryCall((n) => {
        const files = writes(before);
        const old = tree();
        const { disk, reached } = failing(n, () => {
          throw Object.assign(new Error(code), { code });
        });
        let error: unknown;
        try {
          commit(root, files, disk);
        } catch (thrown) {
          error = thrown;
        }
        if (!reached()) return false;
        if (error !== undefined) {
          expect(error).toBeInstanceOf(UserError);
          expect((error as Error).message).toContain('nothing was written');
        }
        // What could not be cleaned away goes with the next run.
        expect(recover(root)).toEqual([]);
        expect(tree()).toEqual(error === undefined ? NEW(files) : old);
        return true;
      });
      expect(calls).toBeGreaterThan(10);
    }
  });

  it('does without hard links', () => {
    const files = writes({ Dockerfile: 'old', '.dockerignore': 'lines' });
    const disk = {
      ...fs,
      linkSync: () => {
        throw Object.assign(new Error(), { code: 'EPERM' });
      },
    };
    const stopped = {
      ...disk,
      renameSync: (from: string, to: string) => {
        if (to.endsWith('.dockerignore')) throw Object.assign(new Error(), { code: 'EIO' });
        fs.renameSync(from, to);
      },
    };
    expect(() => commit(root, files, stopped as unknown as Disk)).toThrow('nothing was written');
    expect(tree()).toEqual({ Dockerfile: 'old', '.dockerignore': 'lines' });
    commit(root, files, disk as unknown as Disk);
    expect(tree()).toEqual(NEW(files));
  });
});

describe('killed', () => {
  describe.each(CASES)('%s', (_, before) => {
    it.each(['before', 'after', 'half-way'] as const)(
      '%s any call: the next run finds all or nothing',
      (when) => {
        const calls = atEveryCall((n) => {
          const files = writes(before);
          const old = tree();
          const { disk, reached } = killedAt(n, when);
          try {
            commit(root, files, disk);
          } catch (error) {
            expect(error).toBeInstanceOf(Stopped);
          }
          if (!reached()) return false;
          recover(root);
          expect([old, NEW(files)]).toContainEqual(tree());
          return true;
        });
        expect(calls).toBeGreaterThan(10);
      },
    );

    it.each(['before', 'after'] as const)('and the undoing killed %s any call as well', (when) => {
      atEveryCall((n) => {
        const files = writes(before);
        const old = tree();
        // Stands between the first rename into place and the second.
        let renames = 0;
        const half = {
          ...fs,
          renameSync: (from: string, to: string) => {
            if (from.endsWith('.new') && renames++ === 1) throw new Stopped();
            fs.renameSync(from, to);
          },
          readdirSync: () => {
            throw new Stopped();
          },
        };
        expect(() => commit(root, files, half as unknown as Disk)).toThrow(Stopped);
        const { disk, reached } = killedAt(n, when);
        try {
          recover(root, disk);
        } catch (error) {
          expect(error).toBeInstanceOf(Stopped);
        }
        if (!reached()) return false;
        recover(root);
        expect(tree()).toEqual(old);
        return true;
      });
    });
  });
});

describe('what an interrupted run left', () => {
  const hash = '7eb70257593da06f682a3ddda54a9d260d4fc514f645237f5ca74b08f8da61a6';

  function left(journal: object | string, files: Record<string, string> = {}): void {
    const staging = at('.create-dockerfile.tmp');
    mkdirSync(staging);
    for (const [name, contents] of Object.entries(files)) writeFileSync(join(staging, name), contents);
    writeFileSync(
      join(staging, 'journal.json'),
      typeof journal === 'string' ? journal : JSON.stringify(journal),
    );
  }

  it('is not undone over what the user has changed since: what was there before is named', () => {
    writeFileSync(at('Dockerfile'), 'edited');
    left({ files: [{ target: 'Dockerfile', old: true, hash }] }, { '0.old': 'old' });
    expect(() => recover(root)).toThrow('an earlier run was interrupted, and Dockerfile has changed since');
    expect(text('Dockerfile')).toBe('edited');
    expect(text('.create-dockerfile.undo/0.old')).toBe('old');
  });

  it.each([
    '../outside',
    '.git/config',
    '.GIT/hooks/post-checkout',
    'sub/.git/config',
    '/etc/passwd',
    'out/passwd',
    'a\\b',
  ])('of a repository that names %s is not followed', (target) => {
    mkdirSync(at('.git'));
    symlinkSync('/etc', at('out'));
    left({ files: [{ target, old: false, hash }] });
    expect(() => recover(root)).toThrow('is in the way');
  });

  it('removes no directory that is not on the way to its files', () => {
    mkdirSync(at('mine'));
    left({ files: [{ target: 'Dockerfile', old: false, hash }], folders: ['mine'] });
    expect(() => recover(root)).toThrow('is in the way');
    expect(readdirSync(root)).toContain('mine');
  });

  it('keeps a directory of its own that holds something else by now', () => {
    mkdirSync(at('.github/workflows'), { recursive: true });
    writeFileSync(at('.github/mine.yml'), 'mine');
    const folders = ['.github', '.github/workflows'];
    left({ files: [{ target: '.github/workflows/image.yml', old: false, hash }], folders });
    recover(root);
    expect(readdirSync(at('.github'))).toEqual(['mine.yml']);
  });

  it.each(['', '{', '{"files":[{}]}', '[]', 'null'])('with the journal %j is left alone', (journal) => {
    left(journal, { '0.old': 'old' });
    expect(() => recover(root)).toThrow('no run of create-dockerfile has left it');
  });

  it("a directory of the user's own of that name stays", () => {
    mkdirSync(at('.create-dockerfile.tmp'));
    writeFileSync(at('.create-dockerfile.tmp/mine'), 'mine');
    expect(() => recover(root)).toThrow('is in the way');
    expect(text('.create-dockerfile.tmp/mine')).toBe('mine');
  });

  it('a link of that name is not followed', () => {
    mkdirSync(at('elsewhere'));
    writeFileSync(at('elsewhere/0.old'), 'mine');
    symlinkSync('elsewhere', at('.create-dockerfile.tmp'));
    expect(() => recover(root)).toThrow('is in the way');
    expect(text('elsewhere/0.old')).toBe('mine');
  });
});

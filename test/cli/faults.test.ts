import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CLI, fileIn, repository, run } from './command.js';
import { GO } from './repositories.js';

/** Runs a line of the shell with the command as `$CLI`, in a directory. */
function shell(line: string, cwd: string, env: Record<string, string> = {}) {
  const { status, stdout, stderr, signal } = spawnSync('bash', ['-c', line], {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, ...env, CLI: `${process.execPath} ${CLI}`, NODE_DISABLE_COMPILE_CACHE: '1' },
  });
  return { code: status, signal, stdout, stderr };
}

/** All files of a repository, by their bytes. */
function tree(root: string): Record<string, string> {
  const names = readdirSync(root).sort();
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(root, name), 'latin1')]));
}

describe('outputs', () => {
  it.each(['--json', '--print', '--help', '--version', '--explain --dry-run'])(
    '%s into a pipe that nobody reads ends without a word',
    (flags) => {
      const { stderr, stdout } = shell(`($CLI -y ${flags}; echo "code $?" >&2) | true`, repository(GO));
      expect(stdout).toBe('');
      expect(stderr.replace(/^would .*\n/gm, '')).toBe('code 0\n');
    },
  );

  it.each(['--json', '--print', '--help', '--version'])(
    '%s onto a full disk is an error in one sentence',
    (flags) => {
      const { code, stderr } = shell(`$CLI -y ${flags} > /dev/full`, repository(GO));
      expect(code).toBe(1);
      expect(stderr).toBe('create-dockerfile: the output could not be written (ENOSPC)\n');
    },
  );

  it.each(['2>/dev/full', '2>&-', '2> >(true)'])('files are written with %s as well', (redirection) => {
    const root = repository(GO);
    shell(`$CLI -y ${redirection}`, root);
    expect(fileIn(root, 'Dockerfile')).toContain('FROM ');
    expect(readdirSync(root).filter((name) => name.startsWith('.create'))).toEqual([]);
  });
});

describe('directories', () => {
  it('a working directory that is gone is said', () => {
    const root = repository(GO);
    mkdirSync(join(root, 'gone'));
    const { code, stderr } = shell('cd gone && rmdir ../gone && $CLI -y', root);
    expect(code).toBe(2);
    expect(stderr).toContain('the working directory is not there any more');
    expect(stderr).not.toContain('defect');
  });

  it('that are read-only are said', ({ skip }) => {
    const root = repository(GO);
    const mounted = shell('mount --bind . . && mount -o remount,ro,bind .', root);
    try {
      if (mounted.code !== 0) skip('nothing can be mounted here');
      const { code, stderr } = run(root, ['-y']);
      expect(code).toBe(1);
      expect(stderr).toContain('nothing was written');
      expect(stderr).toContain('the file system is read-only');
    } finally {
      shell(`umount ${root}`, '/');
    }
  });

  it('without hard links and without a rename over what is mounted', ({ skip }) => {
    const root = repository({ ...GO, Dockerfile: 'FROM mine\n', '.dockerignore': 'mine\n' });
    const mounted = shell('mount --bind Dockerfile Dockerfile', root);
    try {
      if (mounted.code !== 0) skip('nothing can be mounted here');
      const before = tree(root);
      const { code, stderr } = run(root, ['-y', '--force']);
      expect(code).toBe(1);
      expect(stderr).toContain('nothing was written');
      expect(tree(root)).toEqual(before);
    } finally {
      shell(`umount ${join(root, 'Dockerfile')}`, '/');
    }
  });
});

describe('the bytes of a .dockerignore', () => {
  it.each([
    ['that is no UTF-8', Buffer.from('caf\xe9\n', 'latin1')],
    ['with a byte order mark', Buffer.from('\uFEFFmine\r\n')],
    ['without a line end', Buffer.from('mine')],
  ])('%s stay', (_, bytes) => {
    const root = repository(GO);
    writeFileSync(join(root, '.dockerignore'), bytes);
    expect(run(root, ['-y']).code).toBe(0);
    const written = readFileSync(join(root, '.dockerignore'));
    expect(written.subarray(0, bytes.length)).toEqual(bytes);
    expect(written.toString()).toContain('.git');
    expect(run(root, ['-y']).stderr).toContain('identical .dockerignore');
  });
});

describe('an interrupted run', () => {
  const CALLS = 'mkdir,link,rename,unlink,rmdir,fsync';
  const traced = (kill: string, root: string) =>
    shell(`exec strace -f -qq -o /dev/null -e trace=${CALLS} ${kill} $CLI -y --force`, root);

  /** Why no call can be made to fail here. */
  function missing(): string | undefined {
    const { code } = shell(
      'strace -f -qq -o /dev/null -e trace=mkdir -e inject=mkdir:signal=CONT:when=1 true',
      '/',
    );
    return code === 0 ? undefined : 'strace is missing, or may not trace';
  }

  const MINE = { ...GO, Dockerfile: 'FROM mine\n', '.dockerignore': 'mine\n' };

  it('that was killed at any call is undone by the next, or complete', ({ skip }) => {
    const why = missing();
    if (why !== undefined) skip(why);
    const done = repository(MINE);
    run(done, ['-y', '--force']);
    const written = tree(done);
    const old = tree(repository(MINE));
    // The name of the directory stands in neither file.
    for (const call of CALLS.split(',')) {
      for (let n = 1; ; n++) {
        const root = repository(MINE);
        const { code, signal } = traced(`-e inject=${call}:signal=KILL:when=${n}`, root);
        if (code === 0) break;
        expect(signal ?? code).toBe(signal === null ? 137 : 'SIGKILL');
        // A run that finds nothing to detect still undoes first.
        rmSync(join(root, 'go.mod'));
        run(root, ['-y']);
        const left = { ...tree(root), 'go.mod': GO['go.mod'] };
        expect([old, written]).toContainEqual(left);
      }
    }
  }, 120_000);

  it.for(['INT', 'TERM', 'HUP'])(
    'by SIG%s while it writes has written all, and obeys then',
    (name, { skip }) => {
      const why = missing();
      if (why !== undefined) skip(why);
      for (const call of ['mkdir', 'link', 'rename']) {
        const root = repository(MINE);
        const { signal, stderr } = traced(`-e inject=${call}:signal=${name}:when=1`, root);
        expect(signal).toBe(`SIG${name}`);
        expect(stderr).toContain('replace Dockerfile');
        expect(readdirSync(root).sort()).toEqual(['.dockerignore', 'Dockerfile', 'go.mod', 'main.go']);
        expect(fileIn(root, 'Dockerfile')).not.toContain('FROM mine');
      }
    },
  );

  it('is left alone by a run that only looks', () => {
    const root = repository(GO);
    mkdirSync(join(root, '.create-dockerfile.tmp'));
    for (const flag of ['--print', '--json', '--dry-run']) expect(run(root, ['-y', flag]).code).toBe(0);
    expect(readdirSync(root)).toContain('.create-dockerfile.tmp');
    expect(run(root, ['-y']).code).toBe(0);
    expect(readdirSync(root)).not.toContain('.create-dockerfile.tmp');
  });
});

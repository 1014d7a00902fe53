import { describe, expect, test } from 'vitest';
import { requireBuildKit } from '../../../generators/engine/check.js';
import { createDocker, type Docker, type Outcome } from '../../../generators/engine/docker.js';

/** A client that answers from a table: the first word of the command decides. */
function fakeDocker(answers: Record<string, Partial<Outcome>>): Docker {
  const run = async (args: readonly string[]) => ({
    code: 0,
    stdout: '',
    stderr: '',
    ...answers[args[0] ?? ''],
  });
  return { address: '127.0.0.1', run, text: async (args) => (await run(args)).stdout };
}

describe('requireBuildKit', () => {
  test('says that no engine answers, and why', async () => {
    const docker = fakeDocker({ version: { code: 1, stderr: 'Cannot connect to the Docker daemon' } });
    await expect(requireBuildKit(docker)).rejects.toMatchObject({
      message: 'no Docker engine answers: Cannot connect to the Docker daemon',
      hint: expect.stringContaining('Start Docker'),
    });
  });

  test('says which plugin is missing when the client falls back', async () => {
    const docker = fakeDocker({ build: { code: 125, stderr: 'unknown flag: --output' } });
    await expect(requireBuildKit(docker)).rejects.toMatchObject({ hint: expect.stringContaining('buildx') });
  });

  test('is content with an engine that builds', async () => {
    await expect(requireBuildKit(fakeDocker({}))).resolves.toBeUndefined();
  });
});

describe('createDocker', () => {
  test.each([
    [undefined, '127.0.0.1'],
    ['unix:///var/run/docker.sock', '127.0.0.1'],
    ['tcp://build.example:2376', 'build.example'],
    ['ssh://me@build.example', 'build.example'],
    ['tcp://[::1]:2375', '[::1]'],
  ])('with DOCKER_HOST %s looks for ports on %s', (host, address) => {
    expect(createDocker({ env: { DOCKER_HOST: host } }).address).toBe(address);
  });

  test('says so when the client is not installed', async () => {
    const docker = createDocker({ env: {}, command: '/nowhere/docker' });
    await expect(docker.run(['version'])).rejects.toThrow(
      'the Docker client "/nowhere/docker" was not found',
    );
  });

  test('passes arguments and input as they are, with BuildKit on', async () => {
    const docker = createDocker({ env: { PATH: process.env.PATH }, command: 'sh' });
    const script = 'printf "%s|" "$@" "$DOCKER_BUILDKIT"; cat; echo oops >&2; exit 3';
    expect(await docker.run(['-c', script, '_', 'a b', '$HOME;'], { input: 'in' })).toEqual({
      code: 3,
      stdout: 'a b|$HOME;|1|in',
      stderr: 'oops\n',
    });
  });

  test('turns a failing command into one sentence', async () => {
    const docker = createDocker({ env: { PATH: process.env.PATH }, command: 'sh' });
    await expect(docker.text(['-c', 'echo first >&2; echo "the cause" >&2; exit 1'])).rejects.toThrow(
      'the cause',
    );
  });

  test('ends what runs when it is told to', async () => {
    const abort = new AbortController();
    const docker = createDocker({ env: { PATH: process.env.PATH }, command: 'sleep', signal: abort.signal });
    const running = docker.run(['60']);
    abort.abort();
    await expect(running).rejects.toThrow(/abort/i);
  });
});

import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { engineAnswers, findEngine } from '../../../generators/engine/engines.js';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** An environment in which these commands are there, and do this in shell. */
function commands(scripts: Record<string, string>): Record<string, string> {
  const bin = mkdtempSync(join(tmpdir(), 'engines-'));
  folders.push(bin);
  for (const [name, script] of Object.entries(scripts)) {
    writeFileSync(join(bin, name), `#!/bin/sh\nPATH=/usr/bin:/bin\n${script}\n`);
    chmodSync(join(bin, name), 0o755);
  }
  return { PATH: bin };
}

const DOCKER = `case "$1" in
  version) echo 29.1.2 ;;
  context) echo ssh://me@build.example.com ;;
esac`;
const NONE = 'echo "no socket" >&2; exit 1';

describe('findEngine', () => {
  it('finds ports of containers where the context in use has its engine', async () => {
    const { docker, title, withoutSignal } = await findEngine(commands({ docker: DOCKER }));
    expect(title).toBe('docker 29.1.2');
    expect([docker.address, withoutSignal.address]).toEqual(['build.example.com', 'build.example.com']);
  });

  it('goes by DOCKER_HOST before the context, as the client does', async () => {
    const env = { ...commands({ docker: DOCKER }), DOCKER_HOST: 'tcp://10.0.0.7:2376' };
    expect((await findEngine(env)).docker.address).toBe('10.0.0.7');
  });

  it('takes Podman where no Docker answers, and names both where neither does', async () => {
    const podman = commands({ docker: NONE, podman: 'echo 5.6.1' });
    expect((await findEngine(podman)).title).toBe('podman 5.6.1');
    const neither = commands({ docker: NONE, podman: NONE });
    await expect(findEngine(neither)).rejects.toMatchObject({
      id: 'no-engine',
      hint: expect.stringMatching(/docker: no socket\npodman: no socket/),
    });
  });

  it('says of Buildah that it starts nothing', async () => {
    const env = commands({ docker: NONE, podman: NONE, buildah: 'echo buildah version 1.41.5' });
    await expect(findEngine(env)).rejects.toMatchObject({ hint: expect.stringContaining('install Podman') });
  });
});

describe('engineAnswers', () => {
  it.each([
    ['one that answers', DOCKER, true],
    ['none', NONE, false],
    ['one that takes too long', 'exec sleep 30', false],
  ])(
    '%s',
    async (_, script, answers) => {
      expect(await engineAnswers(commands({ docker: script, podman: script }))).toBe(answers);
    },
    10_000,
  );
});

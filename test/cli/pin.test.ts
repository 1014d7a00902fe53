import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { fileIn, repository, run } from './command.js';
import { GO, TWO_PROGRAMS } from './repositories.js';

/** Answers each question for a tag with the digest that the file `digest` holds then, and says its port first. */
const REGISTRY = `
const { readFileSync } = require('node:fs');
const server = require('node:http').createServer((request, response) => {
  const digest = readFileSync('digest', 'utf8');
  if (digest === '') response.writeHead(404).end();
  else response.setHeader('docker-content-digest', digest).end();
});
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
`;

const DIGEST = `sha256:${'a1'.repeat(32)}`;
const NEWER = `sha256:${'b2'.repeat(32)}`;

/** A repository whose images come from a registry of this machine. */
async function mirrored(files: Record<string, string>) {
  const folder = repository({ digest: DIGEST });
  const server = spawn(process.execPath, ['-e', REGISTRY], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void server.kill());
  const port = await new Promise<string>((done) =>
    server.stdout.once('data', (text) => done(`${text}`.trim())),
  );
  const mirrors = Object.fromEntries(['docker.io', 'gcr.io'].map((host) => [host, `127.0.0.1:${port}`]));
  return {
    root: repository({ ...files, '.create-dockerfile.json': JSON.stringify({ mirrors }) }),
    answer: (digest: string) => writeFileSync(join(folder, 'digest'), digest),
  };
}

const digestsOf = (text: string) => text.match(/@sha256:\w+/g) ?? [];

describe('--pin', () => {
  it('writes digests beside tags, which stay until they are asked for again', async () => {
    const { root, answer } = await mirrored(GO);
    expect(run(root, ['-y', '--pin'])).toMatchObject({ code: 0 });
    const dockerfile = fileIn(root, 'Dockerfile');
    expect(dockerfile).toMatch(/^FROM .*golang:[\d.]+-alpine@sha256:a1.* AS build$/m);
    expect(dockerfile).toMatch(/^# .*--pin$/m);
    expect(digestsOf(dockerfile)).toHaveLength(2);

    answer(NEWER);
    expect(run(root, ['--check'])).toMatchObject({ code: 0 });
    const asked = run(root, ['--check', '--pin']);
    expect(asked.code).toBe(1);
    expect(asked.stdout).toContain(`+FROM --platform=$BUILDPLATFORM`);
    expect(digestsOf(asked.stdout.replace(/^-.*$/gm, ''))).toEqual([`@${NEWER}`, `@${NEWER}`]);
  });

  it('pins the Dockerfile of every app', async () => {
    const { root } = await mirrored(TWO_PROGRAMS);
    expect(run(root, ['--all', '--pin']).code).toBe(0);
    for (const path of ['cmd/alpha/Dockerfile', 'cmd/beta/Dockerfile'])
      expect(digestsOf(fileIn(root, path))).toHaveLength(2);
    expect(run(root, ['--check']).code).toBe(0);
  });

  it('writes nothing where an image is not there', async () => {
    const { root, answer } = await mirrored(GO);
    answer('');
    const { code, stderr } = run(root, ['-y', '--pin']);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^create-dockerfile: 127\.0\.0\.1:\d+ has no 127\.0\.0\.1:\d+\/library\/golang:/m);
    expect(() => fileIn(root, 'Dockerfile')).toThrow();
  });
});

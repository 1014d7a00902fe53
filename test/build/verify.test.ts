import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, inject, test } from 'vitest';
import type { Measured } from '../../generators/cli/audit-measured.js';
import type { Report } from '../../generators/verify/report.js';
import { CLI, repository, runOnTerminal } from '../cli/command.js';
import { dockerOf } from '../support/bed.js';
import { schemaErrors } from '../support/output-schema.js';

// The built command proves on this engine what it has generated: what works, and what does not.

const bed = inject('bed');
const docker = dockerOf(bed);
const env = {
  PATH: `${dirname(bed.command)}:${process.env.PATH}`,
  ...(bed.host !== undefined && { DOCKER_HOST: bed.host }),
};

const SERVER = `const http = require('node:http');
const token = process.env['TO' + 'KEN'];
if (process.env.STRICT && !token) throw new Error('TOKEN must be set');
const server = http.createServer((request, response) => response.end('hello'));
server.listen(3000);
process.on('SIGTERM', () => server.close(() => process.exit(0)));
`;

const app = (manifest: object, files: Record<string, string> = {}) => ({
  'package.json': JSON.stringify({ name: 'shop', version: '1.0.0', ...manifest }),
  'package-lock.json': JSON.stringify({
    name: 'shop',
    version: '1.0.0',
    lockfileVersion: 3,
    packages: { '': { name: 'shop', version: '1.0.0' } },
  }),
  'server.js': SERVER,
  ...files,
});

const STARTS = { scripts: { start: 'node server.js' } };

function start(root: string, args: string[], more: Record<string, string> = {}) {
  const child = spawn(process.execPath, [CLI, ...args], {
    cwd: root,
    env: { ...process.env, LC_ALL: 'C.UTF-8', ...env, ...more },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const texts = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text) => (texts.stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text) => (texts.stderr += text));
  const ended = new Promise<{ code: number | null; signal: string | null; stdout: string; stderr: string }>(
    (done) => child.on('close', (code, signal) => done({ code, signal, ...texts })),
  );
  return { child, texts, ended };
}

const run = (root: string, args: string[]) => start(root, ['--yes', ...args]).ended;

afterEach(async () => {
  const images = await docker.text(['images', '--format', '{{.Repository}}']);
  const containers = await docker.text(['ps', '--all', '--format', '{{.Names}}']);
  const left = `${images}\n${containers}`
    .split('\n')
    .filter((name) => name.startsWith('create-dockerfile-verify-'));
  expect(left).toEqual([]);
});

describe('--verify', () => {
  test('of a server that works tells all about it, writes nothing with --json, and changes nothing', async () => {
    const manifest = { scripts: { build: 'node -e 0', start: 'node server.js' } };
    const root = repository(app(manifest));
    const { code, stdout, stderr } = await run(root, ['--verify', '--compare', '--json']);
    expect({ code, stderr }).toMatchObject({ code: 0 });
    const { verify } = JSON.parse(stdout) as { verify: Report };
    expect(verify).toMatchObject({
      engine: expect.stringMatching(/^docker \d/),
      built: { seconds: expect.any(Number) },
      started: { outcome: 'answers', status: 200, url: expect.stringMatching(/^http:\/\/.+:\d+\//) },
      readOnly: true,
      rebuilt: { file: 'server.js', seconds: expect.any(Number) },
    });
    expect(verify.failed).toBeUndefined();
    expect(verify.started?.uids).not.toContain(0);
    expect(verify.started?.stopSeconds).toBeLessThan(5);
    expect(verify.image?.bytes).toBeGreaterThan(1e6);
    expect(verify.singleStage?.bytes).toBeGreaterThan(1e6);
    expect(verify.image?.layers.map(({ instruction }) => instruction).join('\n')).toContain('COPY');
    expect(existsSync(join(root, 'Dockerfile'))).toBe(false);
  });

  test('writes the files before, and prints a report of a few lines', async () => {
    const root = repository(app(STARTS));
    const { code, stdout, stderr } = await run(root, ['--verify']);
    expect(code).toBe(0);
    expect(stdout).toBe('');
    expect(existsSync(join(root, 'Dockerfile'))).toBe(true);
    expect(stderr).toMatch(/^It works: verified with docker \d/m);
    expect(stderr).toMatch(/^ {2}answered +in \d+\.\d s at http:\S+ with status 200$/m);
    expect(stderr).toMatch(/█ +COPY/);
  });

  test('of a program that prints and ends tells what it printed', async () => {
    const { 'server.js': _, ...files } = app({ scripts: { start: 'node hello.js' } });
    const root = repository({ ...files, 'hello.js': "console.log('hi there')\n" });
    const { code, stdout } = await run(root, ['--verify', '--json']);
    expect(code).toBe(0);
    expect((JSON.parse(stdout) as { verify: Report }).verify.started).toMatchObject({
      outcome: 'ends',
      printed: 'hi there',
    });
  });

  test('of a build that fails names the step, its last words and what to do', async () => {
    const manifest = { scripts: { build: 'node build.js', start: 'node server.js' } };
    const root = repository(
      app(manifest, {
        'build.js': "console.error('src/a.ts(1,1): error TS1005: expected'); process.exit(3);\n",
      }),
    );
    const { code, stderr } = await run(root, ['--verify']);
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /^The build failed at \[\w+ \d\/\d\] RUN .*npm run build.*?( \(Dockerfile:\d+\))?$/m,
    );
    expect(stderr).toContain('  | src/a.ts(1,1): error TS1005: expected');
    expect(stderr).toMatch(/^Likely cause: the code does not compile$/m);
    expect(stderr).toMatch(/^What to do: /m);
  });

  test('of a start that fails tells why, and with what it lacks it works', async () => {
    const root = repository(app(STARTS));
    const failing = await run(root, ['--verify', '--env', 'STRICT=1']);
    expect(failing.code).toBe(1);
    expect(failing.stderr).toMatch(/^The start failed: the container ended with exit code 1$/m);
    expect(failing.stderr).toMatch(/^ {2}\| Error: TOKEN must be set$/m);
    expect(failing.stderr).toMatch(/^What to do: Give it: --env NAME=VALUE/m);
    const working = await run(root, ['--verify', '--env', 'STRICT=1', '--env', 'TOKEN=a b']);
    expect({ code: working.code, stderr: working.stderr }).toMatchObject({ code: 0 });
  });

  test('ended by a signal in the middle of a build leaves nothing behind', async () => {
    const manifest = { scripts: { build: 'node build.js', start: 'node server.js' } };
    const root = repository(app(manifest, { 'build.js': 'setTimeout(() => {}, 120_000);\n' }));
    const { child, texts, ended } = start(root, ['--yes', '--verify']);
    while (!/RUN .*npm run build/.test(texts.stderr.split('sending the build context')[1] ?? '')) {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    const sent = performance.now();
    child.kill('SIGINT');
    const { signal, stderr } = await ended;
    expect({ signal, stderr }).toMatchObject({ signal: 'SIGINT' });
    expect(stderr).not.toContain('defect');
    expect(performance.now() - sent).toBeLessThan(20_000);
  });

  test('=keep waits for a key in a terminal, and shows the steps on one line', () => {
    const root = repository(app(STARTS));
    const steps = [{ wait: 'press a key to stop it', send: 'q' }];
    const { code, screen, raw } = runOnTerminal(root, ['--yes', '--verify=keep'], steps, {
      columns: 60,
      env,
    });
    expect(code).toBe(0);
    expect(screen).toMatch(/It runs at http:\S+: press a key to stop it/);
    expect(raw).toContain('\r\u001b[2K');
    expect(screen).toContain('It works');
  });
});

describe('audit --verify', () => {
  const CLASSIC =
    'FROM node:24-slim\nWORKDIR /app\nCOPY . .\nRUN npm install\nEXPOSE 3000\nCMD ["node", "server.js"]\n';
  const audit = (root: string, args: string[]) => start(root, ['audit', '--verify', ...args]).ended;

  test('measures what is there beside what would be generated, and changes nothing', async () => {
    const root = repository({ ...app(STARTS), Dockerfile: CLASSIC });
    const { stdout, stderr } = await audit(root, ['--json']);
    const data = JSON.parse(stdout);
    expect({ errors: schemaErrors(data), stderr }).toMatchObject({ errors: [] });
    const { audited, generated } = data.measured as Measured;
    expect(audited.bytes).toBeGreaterThan(generated?.bytes ?? 0);
    expect([audited.rebuilt?.file, generated?.rebuilt?.file]).toEqual(['server.js', 'server.js']);
    expect(readFileSync(join(root, 'Dockerfile'), 'utf8')).toBe(CLASSIC);
    expect(existsSync(join(root, '.dockerignore'))).toBe(false);
  });

  test('of one that does not build says where it fails, and ends with 1', async () => {
    const root = repository({
      ...app(STARTS),
      Dockerfile: CLASSIC.replace('npm install', 'npm run nothing'),
    });
    const { code, stdout } = await audit(root, []);
    expect(code).toBe(1);
    expect(stdout).toMatch(/^ {2}Dockerfile +does not build$/m);
    expect(stdout).toMatch(/^The build failed at .*RUN npm run nothing/m);
    expect(stdout).toMatch(/^ {2}what is generated +\d/m);
  });
});

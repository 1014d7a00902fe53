import { describe, expect, test } from 'vitest';
import type { PackageJson } from '../../../generators/ecosystems/npm/read/manifest.js';
import { npmLock, planOf, repository, variable } from './support.js';

const SERVER = "require('http').createServer().listen(process.env.PORT || 4000)";

interface DevStage {
  cmd: string[];
  does: string;
  ports: number[];
  volumes: string[];
  environment: { name: string; value: string }[];
}

function devOf(json: PackageJson, files: Record<string, string> = {}): DevStage {
  const lock: Record<string, string> = json.packageManager?.startsWith('pnpm')
    ? { 'pnpm-lock.yaml': "lockfileVersion: '9.0'\n" }
    : { 'package-lock.json': npmLock({}) };
  const all = { 'server.js': SERVER, 'index.html': '', ...lock, ...files };
  return variable(planOf(repository(json, all), { dev: true }), 'dev') as unknown as DevStage;
}

describe('the dev target', () => {
  test.each<[string, PackageJson, string[], number[]]>([
    [
      'a watched program on its own port',
      { scripts: { start: 'node server.js', dev: 'nodemon server.js' } },
      ['npm', 'run', 'dev'],
      [4000],
    ],
    [
      'another name for it',
      { scripts: { start: 'node server.js', 'start:dev': 'node --watch server.js' } },
      ['npm', 'run', 'start:dev'],
      [4000],
    ],
    [
      'Vite, told to listen to the outside',
      { scripts: { dev: 'vite', build: 'vite build' }, devDependencies: { vite: '^7.0.0' } },
      ['npm', 'run', 'dev', '--', '--host'],
      [5173],
    ],
    [
      'Vite that is told already, on a port of its own',
      {
        scripts: { dev: 'vite --host --port 8000', build: 'vite build' },
        devDependencies: { vite: '^7.0.0' },
      },
      ['npm', 'run', 'dev'],
      [8000],
    ],
    [
      'Vite by pnpm, which hands arguments on as they are',
      {
        packageManager: 'pnpm@10.0.0',
        scripts: { dev: 'vite', build: 'vite build' },
        devDependencies: { vite: '^7.0.0' },
      },
      ['pnpm', 'run', 'dev', '--host'],
      [5173],
    ],
    [
      'the start script of Create React App, which serves while one edits',
      {
        scripts: { start: 'react-scripts start', build: 'react-scripts build' },
        dependencies: { 'react-scripts': '^5.0.0' },
      },
      ['npm', 'run', 'start'],
      [3000],
    ],
    [
      'Vite beside something else: arguments would not reach it',
      {
        scripts: {
          dev: 'concurrently "npm:dev:*"',
          'dev:web': 'vite',
          'dev:css': 'tailwindcss --watch',
          build: 'vite build',
        },
        devDependencies: { vite: '^7.0.0' },
      },
      ['npm', 'run', 'dev'],
      [5173],
    ],
  ])('runs %s', (_, json, cmd, ports) => {
    const dev = devOf(json);
    expect(dev.cmd).toEqual(cmd);
    expect(dev.ports).toEqual(ports);
    expect(dev.volumes).toEqual(['$PWD:/app', '/app/node_modules']);
  });

  test('reads the port of Vite from its configuration', () => {
    const json = { scripts: { dev: 'vite', build: 'vite build' }, devDependencies: { vite: '^7.0.0' } };
    const config = 'export default defineConfig({ server: { host: true, port: 3001 } })';
    const dev = devOf(json, { 'vite.config.ts': config });
    expect(dev.ports).toEqual([3001]);
    expect(dev.cmd).toEqual(['npm', 'run', 'dev']);
  });

  test('says which server cannot be told to listen to the outside', () => {
    const dev = devOf({
      scripts: { dev: 'concurrently "vite" "tsc -w"', build: 'vite build' },
      devDependencies: { vite: '^7.0.0' },
    });
    expect(dev.does).toContain('vite hears the container only');
  });

  test('has the environment of the app, but not of production', () => {
    const dev = devOf({ scripts: { start: 'node server.js', dev: 'node --watch server.js' } });
    expect(dev.environment).toEqual([{ name: 'PORT', value: '4000' }]);
  });

  test('keeps the modules of workspace packages too', () => {
    const project = repository(
      { workspaces: ['apps/*'] },
      {
        'package-lock.json': npmLock({}),
        'apps/api/package.json': JSON.stringify({
          name: 'api',
          scripts: { start: 'node server.js', dev: 'node --watch server.js' },
        }),
        'apps/api/server.js': SERVER,
      },
    );
    const dev = variable(planOf(project, { dev: true }, 'apps/api'), 'dev') as unknown as DevStage;
    expect(dev.volumes).toEqual(['$PWD:/app', '/app/node_modules', '/app/apps/api/node_modules']);
    expect(dev.cmd).toEqual(['npm', 'run', 'dev', '--workspace=apps/api']);
  });

  test.each<[string, PackageJson['scripts']]>([
    ['only compiles', { start: 'node server.js', dev: 'tsc --watch' }],
    ['starts what ships', { start: 'node server.js' }],
  ])('is refused when a script %s', (_, scripts) => {
    expect(() => devOf({ scripts: scripts ?? {} })).toThrow('--dev has nothing to run');
  });
});

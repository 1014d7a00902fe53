import { describe, expect, test } from 'vitest';
import type { PackageJson } from '../../../generators/ecosystems/npm/read/manifest.js';
import { npmLock, planOf, repository, variable } from './support.js';

const SERVER = "require('http').createServer().listen(3000)";
const TESTS = { 'test/app.test.js': '' };
const DEV = { devDependencies: { vitest: '^3.0.0' } };

interface TestStage {
  stage: string;
  does: string;
  wants: string[];
  command: string;
}

function stageOf(json: PackageJson, files: Record<string, string> = TESTS) {
  const project = repository(
    { ...json, scripts: { start: 'node server.js', ...json.scripts } },
    { 'server.js': SERVER, 'package-lock.json': npmLock({}), ...files },
  );
  return variable(planOf(project), 'test') as unknown as TestStage | null;
}

describe('the test stage', () => {
  test.each<[string, PackageJson['scripts'], string]>([
    ['the script as it is', { test: 'node --test' }, 'npm test'],
    ['a program of tests', { test: 'DEBUG=app node test/app.test.js' }, 'npm test'],
    ['a runner that waits for changes in a terminal', { test: 'vitest' }, 'CI=true npm test'],
    ['the same told to run once', { test: 'vitest run' }, 'npm test'],
    ['react-scripts', { test: 'react-scripts test' }, 'CI=true npm test'],
    ['a runner told to watch', { test: 'jest --watchAll' }, 'CI=true npm test -- --watchAll=false'],
    [
      'another script where the first drives a browser',
      { test: 'playwright test', 'test:unit': 'jest' },
      'npm run test:unit',
    ],
    ['lint as a part of it', { test: 'eslint . && jest', lint: 'eslint .' }, 'npm test'],
  ])('runs %s', (_, scripts, command) => {
    expect(stageOf({ scripts: scripts ?? {} })?.command).toBe(command);
  });

  test.each<[string, PackageJson, Record<string, string>?]>([
    ["npm init's stub", { scripts: { test: 'echo "Error: no test specified" && exit 1' } }],
    ['an echo', { scripts: { test: 'echo "todo"' } }],
    ['a browser', { scripts: { test: 'cypress run' } }],
    ['a browser behind another script', { scripts: { test: 'npm run e2e', e2e: 'playwright test' } }],
    ['Karma', { scripts: { test: 'ng test' }, devDependencies: { karma: '^6.0.0' } }],
    ['containers', { scripts: { pretest: 'docker compose up -d', test: 'jest' } }],
    ['a runner without test files', { scripts: { test: 'jest' } }, {}],
    ['a watcher without an end', { scripts: { test: 'mocha --watch' } }],
    ['a watcher behind an assignment', { scripts: { test: 'MODE=local nodemon server.js' } }],
    ['the start by another name', { scripts: { test: 'DEBUG=app node server.js' } }],
    ['a development server', { scripts: { test: 'npm run dev', dev: 'vite --host' } }],
    ['a file server', { scripts: { test: 'npx http-server dist' } }],
    ['no script', {}],
  ])('is not there for %s', (_, json, files) => {
    expect(stageOf(json, files)).toBeNull();
  });

  test('says what the tests want and a build does not have', () => {
    const comment = (json: PackageJson, files?: Record<string, string>) =>
      stageOf(json, files)?.wants.join(' ');
    const script = { scripts: { test: 'jest' } };
    expect(comment({ ...script, devDependencies: { testcontainers: '^11.0.0' } })).toMatch(
      /start containers \(package\.json:\d+, testcontainers\) fail in a build/,
    );
    expect(comment({ ...script, devDependencies: { 'mongodb-memory-server': '^10.0.0' } })).toContain(
      'downloads MongoDB while they run',
    );
    expect(comment(script, { 'test/db.test.js': 'connect(process.env.DATABASE_URL)' })).toContain(
      'They want DATABASE_URL (test/db.test.js:1)',
    );
    expect(comment({ scripts: { test: 'MONGO_URL=mongodb://localhost/test jest' } })).toContain(
      'They want mongodb://localhost/test: a build has no such service.',
    );
  });

  test('refuses a gate that nothing could close, with the reason', () => {
    const project = repository(
      { scripts: { start: 'node server.js', test: 'cypress run' } },
      { 'server.js': SERVER },
    );
    expect(() => planOf(project, { test: 'gate' })).toThrow(
      /--test gate has nothing to run: .*package\.json:.* drives a browser/,
    );
  });
});

describe('what ships with tests', () => {
  const built = (wish: 'none' | 'stage' | 'gate', extra: PackageJson = DEV) =>
    planOf(
      repository(
        {
          scripts: { build: 'tsc', start: 'node dist/server.js', test: 'vitest run' },
          dependencies: { koa: '^3.0.0' },
          ...extra,
        },
        { 'src/server.ts': SERVER, 'src/server.test.ts': '', 'package-lock.json': npmLock({}) },
      ),
      { test: wish },
    );

  test('is pruned in a stage behind the one that the tests stand on', () => {
    const plan = built('stage');
    expect(variable(plan, 'build')).toBe('npm run build');
    expect(variable(plan, 'production')).toBe('npm prune --omit=dev');
    expect(variable(plan, 'copies')).toContainEqual({
      stage: 'production',
      owner: '',
      from: '/app/dist',
      to: './dist',
    });
  });

  test('is pruned where it was built when there is no test stage', () => {
    const plan = built('none');
    expect(variable(plan, 'build')).toBe('npm run build \\\n && npm prune --omit=dev');
    expect(variable(plan, 'production')).toBeNull();
  });

  test('takes package.json from the tests behind a gate, and nothing that they leave behind', () => {
    const plan = built('gate');
    const copies = variable(plan, 'copies') as { stage: string; from: string }[];
    expect(copies.filter(({ stage }) => stage === 'test').map(({ from }) => from)).toEqual([
      '/app/package.json',
    ]);
    expect(copies.filter(({ from }) => from === '/app/package.json')).toHaveLength(1);
  });

  test('takes what a framework built when that is all there is', () => {
    const plan = planOf(
      repository(
        { scripts: { build: 'nitro build', test: 'vitest run' }, devDependencies: { nitropack: '^2.0.0' } },
        { 'test/a.test.ts': '', 'package-lock.json': npmLock({}) },
      ),
      { test: 'gate' },
    );
    expect(variable(plan, 'copies')).toEqual([
      { stage: 'test', owner: '', from: '/app/.output', to: './.output' },
    ]);
    expect(variable(plan, 'production')).toBeNull();
  });

  test('needs no second install when nothing is for development only', () => {
    const project = repository(
      { scripts: { start: 'node server.js', test: 'node --test' }, dependencies: { koa: '^3.0.0' } },
      { 'server.js': SERVER, 'package-lock.json': npmLock({}), ...TESTS },
    );
    expect(variable(planOf(project), 'developInstall')).toBeNull();
  });
});

test('a workspace app runs its own test script', () => {
  const json = (name: string, scripts = {}) => JSON.stringify({ name, scripts });
  const project = repository(
    { workspaces: ['apps/*'], scripts: { test: 'turbo test' } },
    {
      'package-lock.json': npmLock({}),
      'apps/api/package.json': json('api', { start: 'node server.js', test: 'node --test' }),
      'apps/api/server.js': SERVER,
      'apps/api/app.test.js': '',
    },
  );
  const stage = variable(planOf(project, {}, 'apps/api'), 'test') as unknown as TestStage;
  expect(stage.command).toBe('npm run test --workspace=apps/api');
});

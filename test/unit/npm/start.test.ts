import { describe, expect, test } from 'vitest';
import type { PackageJson } from '../../../generators/ecosystems/npm/read/manifest.js';
import { npmLock, planOf, repository, variable } from './support.js';

const CODE = "require('http').createServer().listen(process.env.PORT || 3000)";

function cmdOf(json: PackageJson, files: Record<string, string> = {}) {
  return variable(planOf(repository(json, { 'server.js': CODE, ...files })), 'cmd');
}

describe('what starts', () => {
  test.each<[string, PackageJson, Record<string, string>, string[]]>([
    [
      'Procfile before a script for developers',
      { scripts: { start: 'node server.js' } },
      {
        Procfile: 'release: node migrate.js\nweb: node --enable-source-maps app.js --prod\n',
        'app.js': CODE,
      },
      ['--enable-source-maps', 'app.js', '--prod'],
    ],
    [
      'Procfile that needs a shell',
      { scripts: { start: 'node server.js' } },
      { Procfile: 'web: node server.js $PORT\n' },
      ['server.js'],
    ],
    ['node file', { scripts: { start: 'node server.js' } }, {}, ['server.js']],
    [
      'assignments',
      { scripts: { start: 'NODE_ENV=production DEBUG=app node server.js' } },
      {},
      ['server.js'],
    ],
    [
      'settings of a service',
      { scripts: { start: 'doppler run -c prd -- node server.js' } },
      {},
      ['server.js'],
    ],
    [
      'a script that runs what it is given',
      {
        scripts: {
          start: 'npm run with:env -- cross-env NODE_ENV=production node server.js --a',
          'with:env': 'dotenv -e ../.env --',
        },
        devDependencies: { 'dotenv-cli': '8' },
      },
      { 'server.js': CODE },
      ['server.js', '--a'],
    ],
    [
      'settings of files',
      { scripts: { start: 'dotenvx run -f .env.production -- node server.js' } },
      {},
      ['server.js'],
    ],
    ['cross-env', { scripts: { start: 'cross-env NODE_ENV=production node server.js' } }, {}, ['server.js']],
    [
      'flags',
      { scripts: { start: 'node -r dotenv/config --max-old-space-size=512 server.js --verbose' } },
      {},
      ['-r', 'dotenv/config', '--max-old-space-size=512', 'server.js', '--verbose'],
    ],
    ['watching', { scripts: { start: 'node --watch --env-file=.env server.js' } }, {}, ['server.js']],
    ['nodemon', { scripts: { start: 'nodemon server.js' } }, {}, ['server.js']],
    [
      'nodemon with flags',
      { scripts: { start: 'nodemon --watch lib -e js,json server.js' } },
      {},
      ['server.js'],
    ],
    [
      'production beside nodemon',
      { scripts: { start: 'nodemon server.js', 'start:prod': 'node server.js --prod' } },
      {},
      ['server.js', '--prod'],
    ],
    ['pm2', { scripts: { start: 'pm2-runtime start server.js' } }, {}, ['server.js']],
    [
      'pm2 with a process file',
      { scripts: { start: 'pm2 start ecosystem.config.json --no-daemon' } },
      {
        'ecosystem.config.json':
          '{"apps":[{"script":"server.js","node_args":"--no-warnings","watch":false}]}',
      },
      ['--no-warnings', 'server.js'],
    ],
    [
      'pm2 with a process file that is a program',
      { scripts: { start: 'pm2-runtime start ecosystem.config.js', serve: 'node server.js' } },
      {
        'ecosystem.config.js':
          "module.exports = { apps: [{\n  // script: 'old.js',\n  name: 'x', script: 'npm', args: 'run serve',\n}] }",
      },
      ['server.js'],
    ],
    [
      'pm2 between its other commands',
      { scripts: { start: 'pm2 delete all; pm2 start server.js --name api && pm2 save && pm2 logs' } },
      {},
      ['server.js'],
    ],
    [
      'a compiled start beside a file that compiles as it loads',
      {
        scripts: { start: 'node index.js', 'prestart:prod': 'tsc', 'start:prod': 'node dist/main.js' },
        devDependencies: { 'ts-node': '10', typescript: '5' },
      },
      { 'index.js': "require('ts-node/register');\nrequire('./src/main');" },
      ['dist/main.js'],
    ],
    ['npm run', { scripts: { start: 'npm run serve', serve: 'node server.js' } }, {}, ['server.js']],
    ['yarn', { scripts: { start: 'yarn serve', serve: 'node server.js' } }, {}, ['server.js']],
    ['main', { main: 'server.js', dependencies: { express: '5' } }, {}, ['server.js']],
    ['file name', { dependencies: { express: '5' } }, {}, ['server.js']],
    [
      'tsx',
      { scripts: { start: 'tsx src/index.ts' }, dependencies: { tsx: '4' } },
      { 'src/index.ts': '' },
      ['--import', 'tsx', 'src/index.ts'],
    ],
    [
      'tsx, which leaves out the ending',
      { scripts: { start: 'tsx bin/serve' }, dependencies: { tsx: '4' } },
      { 'bin/serve.ts': '' },
      ['--import', 'tsx', 'bin/serve.ts'],
    ],
    [
      'ts-node',
      { scripts: { start: 'ts-node src/index.ts' }, dependencies: { 'ts-node': '10' } },
      { 'src/index.ts': '' },
      ['-r', 'ts-node/register/transpile-only', 'src/index.ts'],
    ],
    [
      'dev with tsx only',
      { scripts: { dev: 'tsx watch src/index.ts' }, dependencies: { tsx: '4' } },
      { 'src/index.ts': '' },
      ['--import', 'tsx', 'src/index.ts'],
    ],
    [
      'a script of the repository that says what runs it',
      { scripts: { start: './bin/www' } },
      { 'bin/www': "#!/usr/bin/env node\nrequire('../server')" },
      ['bin/www'],
    ],
    [
      'flags in its first line',
      { scripts: { start: 'bin/serve --port 80' }, dependencies: { esm: '3' } },
      { 'bin/serve': "#!/usr/bin/env -S node -r esm\nimport '../server'" },
      ['-r', 'esm', 'bin/serve', '--port', '80'],
    ],
    [
      'a file that listens rather than a library as main',
      { main: 'src/index.js', devDependencies: { express: '5' } },
      { 'server.js': '', 'src/index.js': 'export const card = 1;', 'express.js': CODE },
      ['express.js'],
    ],
    [
      'an executable that listens rather than main',
      { main: 'lib/app.js', bin: { boss: './bin/boss.js' }, dependencies: { express: '5' } },
      { 'server.js': '', 'lib/app.js': 'module.exports = () => {};', 'bin/boss.js': CODE },
      ['bin/boss.js'],
    ],
    [
      'the one variant of start',
      { scripts: { 'start:api': 'node server.js', 'start:dev': 'node --watch other.js' } },
      {},
      ['server.js'],
    ],
    [
      'the start of a workspace package is none of the root',
      {
        scripts: { start: 'corepack yarn workspaces foreach -A run start' },
        main: 'server.js',
        dependencies: { express: '5' },
      },
      {},
      ['server.js'],
    ],
    [
      'executable of the lock file',
      { scripts: { start: 'greet --port 1' }, dependencies: { greeter: '1' } },
      { 'package-lock.json': npmLock({ greeter: '1.0.0' }, { greeter: { greet: './cli.js' } }) },
      ['node_modules/greeter/cli.js', '--port', '1'],
    ],
  ])('%s', (_, json, files, cmd) => {
    expect(cmdOf(json, files)).toEqual(cmd);
  });

  test('a build before the start becomes the build', () => {
    const project = repository(
      { scripts: { start: 'tsc && node dist/index.js' }, devDependencies: { typescript: '5' } },
      { 'src/index.ts': '' },
    );
    const plan = planOf(project);
    expect(variable(plan, 'cmd')).toEqual(['dist/index.js']);
    expect(variable(plan, 'build')).toContain('npx tsc');
  });

  test('development dependencies stay when one of them runs the app, and it is said', () => {
    const plan = planOf(
      repository(
        {
          scripts: { start: 'tsx src/index.ts' },
          devDependencies: { tsx: '4' },
          dependencies: { express: '5' },
        },
        { 'src/index.ts': '' },
      ),
    );
    expect(variable(plan, 'build')).toBeNull();
    expect(plan.warnings.map(({ message }) => message).join()).toContain('tsx is a development dependency');
  });

  test('a development dependency that the program loads keeps all of them', () => {
    const plan = planOf(
      repository(
        { scripts: { start: 'node server.js' }, devDependencies: { express: '5', eslint: '9' } },
        { 'server.js': `const express = require('express');\n${CODE}` },
      ),
    );
    expect(variable(plan, 'install')).not.toContain('omit=dev');
    expect(plan.warnings.map(({ message }) => message).join()).toContain(
      'express is a development dependency',
    );
  });

  test.each([
    ['tsc --noEmit false', null],
    ['tsc && node copy.js', expect.stringContaining('npm run build')],
  ])('sources that a loader runs are not compiled: %s', (build, expected) => {
    const plan = planOf(
      repository(
        { scripts: { start: 'tsc && tsx src/main.ts', build }, dependencies: { tsx: '4', typescript: '5' } },
        { 'src/main.ts': '' },
      ),
    );
    expect(variable(plan, 'build') ?? null).toEqual(expected);
  });

  test('Bun runs what only a dev script names', () => {
    const plan = planOf(
      repository(
        { scripts: { dev: 'bun run --watch src/index.tsx' }, dependencies: { elysia: '1' } },
        { 'bun.lock': '{"lockfileVersion": 1}', 'src/index.tsx': 'app.listen(process.env.PORT || 3000)' },
      ),
    );
    expect(variable(plan, 'cmd')).toEqual(['bun', 'run', 'src/index.tsx']);
  });

  test('a build that watches is no start, whatever builds', () => {
    const scripts = { build: 'node build.mjs', dev: 'node build.mjs --watch' };
    const project = repository(
      { scripts, dependencies: { express: '5' } },
      { 'build.mjs': '', 'server.js': CODE },
    );
    expect(variable(planOf(project), 'cmd')).toEqual(['server.js']);
    const other = { ...scripts, dev: 'node server.js --watch' };
    expect(variable(planOf(repository({ scripts: other }, { 'server.js': CODE })), 'cmd')).toContain(
      'server.js',
    );
  });

  test.each<[string, PackageJson, string, string[]]>([
    ['tsx', { scripts: { start: 'npx tsx src/index.ts' } }, 'tsx@4', ['--import', 'tsx', 'src/index.ts']],
    [
      'ts-node',
      { scripts: { start: 'nodemon src/index.ts' }, devDependencies: { typescript: '5' } },
      'ts-node@10',
      ['-r', 'ts-node/register/transpile-only', 'src/index.ts'],
    ],
    [
      'ts-node without TypeScript',
      { scripts: { start: 'ts-node src/index.ts' } },
      'tsx@4',
      ['--import', 'tsx', 'src/index.ts'],
    ],
  ])('what runs the app and nothing lists is installed: %s', (_, json, added, cmd) => {
    const plan = planOf(repository(json, { 'src/index.ts': CODE }));
    expect(variable(plan, 'cmd')).toEqual(cmd);
    expect(variable(plan, 'build')).toContain(added);
    expect(plan.warnings.map(({ message }) => message).join()).toContain('package.json does not list it');
    const listed = { ...json, dependencies: { tsx: '4', 'ts-node': '10' } };
    expect(variable(planOf(repository(listed, { 'src/index.ts': CODE })), 'build')).toBeUndefined();
  });

  test('Bun gets no file of settings, as it is not in the image', () => {
    const start = 'bun --env-file ../.env --hot run server.ts';
    const plan = planOf(
      repository({ scripts: { start }, dependencies: { elysia: '1' } }, { 'server.ts': CODE }),
    );
    expect(variable(plan, 'cmd')).toEqual(['bun', 'run', 'server.ts']);
  });

  test.each([
    ['bun run dev.ts', { deploy: 'wrangler deploy --env prod' }],
    ['tsx dev.ts', { deploy: 'npm run build && wrangler deploy' }],
  ])('"%s" stands in for a worker that is deployed elsewhere', (dev, scripts) => {
    const json = {
      scripts: { dev, ...scripts },
      dependencies: { hono: '4' },
      devDependencies: { tsx: '4', wrangler: '4' },
    };
    const project = repository(json, { 'dev.ts': CODE });
    expect(() => planOf(project)).toThrow('a worker that Cloudflare runs');
    const kept = planOf(repository({ ...json, scripts: { dev } }, { 'dev.ts': CODE }));
    expect(JSON.stringify(variable(kept, 'cmd'))).toContain('dev.ts');
  });

  test('a development dependency that no lock file tells the executable of stays too', () => {
    const json = {
      scripts: { start: 'gateway serve' },
      devDependencies: { gateway: '1' },
      dependencies: { koa: '3' },
    };
    const plan = planOf(
      repository(json, { 'yarn.lock': 'koa@3:\n  version "3.0.0"\ngateway@1:\n  version "1.0.0"\n' }),
    );
    expect(variable(plan, 'cmd')).toEqual(['sh', '-c', 'gateway serve']);
    expect(plan.warnings.map(({ message }) => message).join()).toContain(
      'gateway is a development dependency',
    );
  });

  test('--start-command makes a program of a package that starts nothing', () => {
    const project = repository({ main: 'lib.js' }, { 'lib.js': '', 'tools/api.js': CODE });
    expect(() => planOf(project)).toThrow(/nothing in package.json starts/);
    expect(variable(planOf(project, { startCommand: 'node tools/api.js' }), 'cmd')).toEqual(['tools/api.js']);
  });

  test('several variants of start are a question', () => {
    const scripts = { 'start:api': 'node api.js', 'start:worker': 'node worker.js' };
    expect(() => planOf(repository({ scripts }))).toThrow(
      /several scripts start a program: .*start:api.*start:worker/s,
    );
  });

  test('several programs of a process file are a question too, whatever follows', () => {
    const scripts = {
      start: 'pm2 start ecosystem.config.js && pm2 save',
      'start:a': 'node a.js',
      'start:b': 'node b.js',
    };
    const files = {
      'ecosystem.config.js': "apps: [{ script: path.join('a.js') }, { script: path.join('b.js') }]",
    };
    expect(() => planOf(repository({ scripts }, files))).toThrow('several scripts start a program');
  });

  test('an assignment becomes environment', () => {
    const plan = planOf(
      repository({ scripts: { start: 'DEBUG=app PORT=4001 node server.js' } }, { 'server.js': CODE }),
    );
    expect(variable(plan, 'environment')).toEqual(
      expect.arrayContaining([
        { name: 'DEBUG', value: 'app' },
        { name: 'PORT', value: '4001' },
      ]),
    );
    expect(variable(plan, 'ports')).toEqual([4001]);
  });

  test.each(['prisma migrate deploy && node server.js', 'node server.js | pino-pretty', 'node $ENTRY'])(
    '"%s" needs a shell',
    (start) => {
      const project = repository(
        { scripts: { start }, dependencies: { express: '5' } },
        { 'server.js': CODE },
      );
      const plan = planOf(project);
      expect(plan.base.value).toBe('alpine');
      expect(variable(plan, 'cmd')).toEqual(['sh', '-c', start.replace('&& node', '&& exec node')]);
      expect(plan.bases.find(({ base }) => base === 'distroless')?.refused).toContain('package.json');
      expect(() => planOf(project, { base: 'distroless' })).toThrow('not possible here');
    },
  );

  test('--start-command wins', () => {
    const project = repository(
      { scripts: { start: 'node server.js' } },
      { 'server.js': CODE, 'other.js': CODE },
    );
    expect(variable(planOf(project, { startCommand: 'node other.js' }), 'cmd')).toEqual(['other.js']);
  });

  test('a missing file that nothing builds is refused', () => {
    expect(() => planOf(repository({ scripts: { start: 'node dist/main.js' } }))).toThrow('no script builds');
  });

  test('a library is refused with what was looked for', () => {
    expect(() => planOf(repository({ main: 'index.js' }, { 'index.js': 'module.exports = 1' }))).toThrow(
      'looked for a start script',
    );
  });
});

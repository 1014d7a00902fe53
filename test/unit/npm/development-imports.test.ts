import { describe, expect, test } from 'vitest';
import type { PackageJson } from '../../../generators/ecosystems/npm/read/manifest.js';
import { npmLock, planOf, repository, variable } from './support.js';

const SERVER = "import http from 'node:http';\nhttp.createServer().listen(3000);\n";
const TSCONFIG = { 'tsconfig.json': '{ "compilerOptions": { "outDir": "dist" }, "include": ["src"] }' };

function planFor(json: PackageJson, files: Record<string, string>) {
  return planOf(repository({ dependencies: { express: '5' }, ...json }, files));
}

function warningOf(json: PackageJson, files: Record<string, string>): string | undefined {
  const { warnings } = planFor(json, files);
  return warnings.map(({ message }) => message).find((message) => message.includes('development dependency'));
}

const BUILT: PackageJson = {
  scripts: { build: 'tsc', start: 'node dist/index.js' },
  devDependencies: { typescript: '^5.0.0', morgan: '1', '@tools/api': '1' },
};

describe('a development dependency that the program imports keeps all of them', () => {
  test.each<[string, PackageJson, Record<string, string>, string]>([
    [
      'behind a file of its own',
      { scripts: { start: 'node server.js' }, devDependencies: { morgan: '1' } },
      { 'server.js': "require('./lib/log');", 'lib/log.js': "const morgan = require('morgan');" },
      'lib/log.js:1',
    ],
    [
      'compiled by TypeScript',
      BUILT,
      {
        ...TSCONFIG,
        'src/index.ts': `import './log.js';\n${SERVER}`,
        'src/log.ts': "import morgan from 'morgan';\nexport const log = morgan('tiny');",
      },
      'src/log.ts:1',
    ],
    [
      'behind an alias',
      BUILT,
      {
        'tsconfig.json':
          '{ "compilerOptions": { "outDir": "dist", "paths": { "@/*": ["./src/*"] } }, "include": ["src"] }',
        'src/index.ts': `import '@/log';\n${SERVER}`,
        'src/log.ts': "import { tiny } from 'morgan/tiny';\ntiny();",
      },
      'src/log.ts:1',
    ],
    [
      'left outside by a bundler',
      {
        scripts: {
          build: 'vite build && esbuild server/index.ts --packages=external --bundle --outdir=dist',
          start: 'node dist/index.js',
        },
        devDependencies: { esbuild: '0.25.0', vite: '7' },
      },
      {
        'server/index.ts': `import { setup } from './vite';\nsetup();\n${SERVER}`,
        'server/vite.ts': "import { createServer } from 'vite';\nexport const setup = () => createServer();",
      },
      'server/vite.ts:1',
    ],
    [
      'at the end of a chain',
      { scripts: { start: 'node migrate.js && node server.js' }, devDependencies: { morgan: '1' } },
      { 'migrate.js': '', 'server.js': "import './log.js';", 'log.js': "import morgan from 'morgan';" },
      'log.js:1',
    ],
  ])('%s', (_, json, files, at) => {
    expect(warningOf(json, files)).toContain(at);
    const { variables } = planFor(json, files);
    expect(JSON.stringify(variables)).not.toContain('prune');
    expect(JSON.stringify(variables.install?.value)).not.toContain('omit=dev');
  });

  test.each<[string, PackageJson, Record<string, string>]>([
    ['by its types alone', BUILT, { 'src/log.ts': "import type { Options } from 'morgan';" }],
    [
      'by names that are types',
      BUILT,
      {
        'src/log.ts':
          "import { Request, type Reply } from '@tools/api';\nexport const log = (r: Request) => r.url;",
      },
    ],
    ['when a function is called', BUILT, { 'src/log.ts': "export const log = () => import('morgan');" }],
    [
      'while somebody develops',
      BUILT,
      { 'src/log.ts': "if (process.env.NODE_ENV !== 'production') {\n  require('morgan');\n}" },
    ],
    ['in a test', BUILT, { 'src/log.ts': '', 'src/log.test.ts': "import morgan from 'morgan';\nmorgan();" }],
    [
      'into a bundle',
      {
        ...BUILT,
        scripts: { build: 'esbuild src/index.ts --bundle --outdir=dist', start: 'node dist/index.js' },
      },
      { 'src/log.ts': "import morgan from 'morgan';\nmorgan();" },
    ],
    [
      'and another package brings it along',
      BUILT,
      {
        'src/log.ts': "import morgan from 'morgan';\nmorgan();",
        'package-lock.json': npmLock({ express: '5.0.0', morgan: '1.0.0' }),
      },
    ],
  ])('but not %s', (_, json, files) => {
    const all = { ...TSCONFIG, 'src/index.ts': `import './log';\n${SERVER}`, ...files };
    expect(warningOf(json, all)).toBeUndefined();
  });

  test('a program that only a development dependency installs keeps them too', () => {
    const json = { scripts: { start: 'greet --port 1' }, devDependencies: { greeter: '1' } };
    const lock = JSON.stringify({
      lockfileVersion: 3,
      packages: { '': {}, 'node_modules/greeter': { version: '1.0.0', dev: true, bin: { greet: 'cli.js' } } },
    });
    const plan = planFor(json, { 'package-lock.json': lock });
    expect(variable(plan, 'cmd')).toEqual(['node_modules/greeter/cli.js', '--port', '1']);
    expect(variable(plan, 'install')).not.toContain('omit=dev');
  });
});

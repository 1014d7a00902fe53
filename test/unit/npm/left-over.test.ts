import { describe, expect, test } from 'vitest';
import type { PackageJson } from '../../../generators/ecosystems/npm/read/manifest.js';
import { npmLock, planOf, repository } from './support.js';

const SERVER = "import http from 'node:http';\nhttp.createServer().listen(process.env.PORT ?? 3000);";

/** What a plan says of a fresh clone, and of the same repository where somebody works. */
function clonedAndUsed(json: PackageJson, committed: Record<string, string>, local: Record<string, string>) {
  return [{}, local].map((files) => {
    const { variables, warnings, inputs, template } = planOf(repository(json, { ...committed, ...files }));
    return { variables, warnings, inputs, template };
  });
}

describe('what was installed or built on this machine before changes nothing', () => {
  test('the tool of a framework in node_modules', () => {
    const [clone, used] = clonedAndUsed(
      {
        scripts: { build: 'next build', start: 'next start' },
        dependencies: { next: '16.0.0', react: '19.0.0', 'react-dom': '19.0.0' },
      },
      {
        'package-lock.json': npmLock({ next: '16.0.0' }, { next: { next: 'dist/bin/next' } }),
        '.gitignore': '/node_modules\n/.next/\n',
        'app/page.tsx': 'export default () => null;',
        'next.config.ts': 'export default {};',
      },
      {
        'node_modules/next/dist/bin/next': "require('../server.js');",
        'node_modules/next/dist/server.js':
          "require('fs').mkdirSync('x'); require('dotenv').config(); http.createServer().listen(4000);",
      },
    );
    expect(used).toEqual(clone);
    expect(clone?.variables.cmd?.value).toEqual(['server.js']);
  });

  test('a compiled program that git leaves out', () => {
    const [clone, used] = clonedAndUsed(
      {
        scripts: { build: 'tsc', 'start:prod': 'node dist/main.js' },
        devDependencies: { typescript: '^5.0.0' },
      },
      {
        'tsconfig.json': '{ "compilerOptions": { "outDir": "dist", "rootDir": "src" } }',
        'src/main.ts': SERVER,
        '.gitignore': 'node_modules\n/dist\n',
      },
      { 'dist/main.js': 'http.createServer().listen(4000);', 'dist/main.js.map': '{}' },
    );
    expect(used).toEqual(clone);
    expect(clone?.variables.copies?.value).toContainEqual(
      expect.objectContaining({ from: '/app/dist', to: './dist' }),
    );
  });
});

describe('what the repository holds counts as before', () => {
  const json = {
    scripts: { build: 'tsc', start: 'node dist/main.js' },
    devDependencies: { typescript: '5' },
  };
  const program = { 'dist/main.js': SERVER, 'src/main.ts': SERVER };
  const copied = (plan: ReturnType<typeof planOf>) => JSON.stringify(plan.variables.copies?.value);

  test('a compiled program that is committed', () => {
    expect(copied(planOf(repository(json, program)))).toContain('"/app/"');
  });

  test('a program that git leaves out and nothing builds', () => {
    const plan = planOf(
      repository({ scripts: { start: 'node dist/main.js' } }, { ...program, '.gitignore': 'dist\n' }),
    );
    expect(plan.variables.cmd?.value).toEqual(['dist/main.js']);
  });
});

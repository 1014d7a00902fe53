import { describe, expect, test } from 'vitest';
import { npmLock, planOf, repository, variable } from './support.js';

const CONFIG = "module.exports = {\n  serverBuildTarget: 'netlify',\n  server: './server.js',\n};\n";

function remix(dependencies: Record<string, string>, files: Record<string, string> = {}) {
  const json = {
    scripts: {
      dev: 'remix build && netlify dev',
      production: 'npm run css && remix build',
      start: 'netlify dev',
    },
    dependencies,
    devDependencies: { '@remix-run/dev': '^1.4.3' },
  };
  return repository(json, { 'remix.config.js': CONFIG, ...files });
}

const hosted = { '@remix-run/netlify': '^1.4.3', '@remix-run/node': '^1.4.3' };

test.each<[string, string, string]>([
  ['1.5.1', 'node_modules/@remix-run/serve/cli.js', '@remix-run/netlify'],
  ['1.19.3', 'node_modules/@remix-run/serve/dist/cli.js', '@remix-run/vercel'],
  ['2.3.0', 'node_modules/@remix-run/serve/dist/cli.js', '@netlify/remix-adapter'],
])('Remix %s for a host is built without it and run by %s (%s)', (version, file, adapter) => {
  const lock = { 'package-lock.json': npmLock({ '@remix-run/dev': version }) };
  const plan = planOf(remix({ [adapter]: version, '@remix-run/node': version }, lock));
  const build = `${variable(plan, 'build')}`.split(' \\\n');
  expect(build.map((line) => line.replace(/^ +(&& )?/, ''))).toEqual([
    expect.stringContaining('--mount=type=cache'),
    `npm install --no-save --no-audit --no-fund @remix-run/serve@${version}`,
    "echo 'Object.assign(module.exports, { server: undefined, serverBuildTarget: undefined, serverBuildPath: undefined });' >> remix.config.js",
    'npm run production',
  ]);
  expect(variable(plan, 'cmd')).toEqual([file, 'build']);
  expect(plan.warnings.map(({ id }) => id)).toContain('adapter-swapped');
});

describe('with remix-serve among its own packages', () => {
  const names = { '@remix-run/vercel': '^1.19.3', '@remix-run/node': '^1.19.3' };
  const plan = (config: string, scripts: Record<string, string> = {}, serve = 'devDependencies') =>
    planOf(
      repository(
        {
          scripts: { build: 'remix build', ...scripts },
          dependencies: { ...names, ...(serve === 'dependencies' && { '@remix-run/serve': '^1.19.3' }) },
          devDependencies: {
            '@remix-run/dev': '^1.19.3',
            ...(serve === 'devDependencies' && { '@remix-run/serve': '^1.19.3' }),
          },
        },
        { 'remix.config.js': config, 'package-lock.json': npmLock({ '@remix-run/dev': '1.19.3' }) },
      ),
    );

  test('the host is left out, and no package is added', () => {
    const found = plan(
      "module.exports = { server: dev ? undefined : './server.ts', serverBuildPath: 'api/index.js' }",
    );
    expect(variable(found, 'build')).toMatch(
      /^echo 'Object.assign\(.*>> remix.config.js \\\n && npm run build$/,
    );
    expect(variable(found, 'cmd')).toEqual(['node_modules/@remix-run/serve/dist/cli.js', 'build']);
  });

  test.each<[string, string, Record<string, string>, string]>([
    [
      'a start script of its own',
      "module.exports = { server: './server.ts' }",
      { start: 'remix-serve build' },
      'build',
    ],
    ['no settings of the host', 'module.exports = {}', {}, 'build'],
    [
      'another place',
      "module.exports = { serverBuildPath: 'out/index.js' }",
      { start: 'remix-serve ./out/index.js' },
      'out/index.js',
    ],
  ])('%s stands', (_, config, scripts, built) => {
    const found = plan(config, scripts);
    expect(variable(found, 'build')).not.toContain('Object.assign');
    expect((variable(found, 'cmd') as string[])[1]).toBe(built);
  });

  test('of the development dependencies all modules stay', () => {
    expect(variable(plan('module.exports = {}'), 'build')).toBe('npm run build');
    expect(variable(plan('module.exports = {}', {}, 'dependencies'), 'build')).toContain('npm prune');
  });
});

describe('what its own runtime or configuration ties to the host stays refused', () => {
  test.each<[string, Record<string, string>, Record<string, string>]>([
    ['no runtime of Node', { '@remix-run/netlify': '1' }, {}],
    ['another runtime', { '@remix-run/cloudflare': '1', wrangler: '3' }, {}],
    [
      'a configuration that is a module',
      hosted,
      { 'remix.config.js': "export default { server: './server.js' }" },
    ],
    ['no configuration', hosted, { 'remix.config.js': '' }],
  ])('%s', (_, dependencies, files) => {
    expect(() => planOf(remix(dependencies, files))).toThrow();
  });
});

test.each<[string, string | undefined, string]>([
  ['1.6.1', undefined, 'cli.js'],
  ['^1.4.3', undefined, 'dist/cli.js'],
  ['~1.4.3', undefined, 'cli.js'],
  ['^1.4.3', '1.5.1', 'cli.js'],
  ['2.0.0', undefined, 'dist/cli.js'],
])('remix-serve %s (%s) lies in %s', (range, locked, file) => {
  const json = {
    scripts: { build: 'remix build', start: 'remix-serve build' },
    dependencies: { '@remix-run/serve': range },
    devDependencies: { '@remix-run/dev': range },
  };
  const plan = planOf(
    repository(json, {
      'remix.config.js': 'module.exports = {}',
      ...(locked && { 'package-lock.json': npmLock({ '@remix-run/serve': locked }) }),
    }),
  );
  expect(variable(plan, 'cmd')).toEqual([`node_modules/@remix-run/serve/${file}`, 'build']);
});

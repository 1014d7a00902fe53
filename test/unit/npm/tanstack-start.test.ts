import { describe, expect, test } from 'vitest';
import { npmLock, planOf, repository, variable } from './support.js';

describe('TanStack Start', () => {
  const files = { 'vite.config.ts': "import { tanstackStart } from '@tanstack/react-start/plugin/vite';" };
  const start = (more = {}, version = '1.169.5', others: Record<string, string> = {}) =>
    repository(
      { scripts: { build: 'vite build' }, dependencies: { '@tanstack/react-start': version, ...more } },
      { ...files, ...others },
    );

  test('without a plugin that makes a server is served by srvx', () => {
    const plan = planOf(start());
    expect(variable(plan, 'cmd')).toEqual([
      'node_modules/srvx/bin/srvx.mjs',
      '--prod',
      '-s',
      '../client',
      'dist/server/server.js',
    ]);
    expect(plan.warnings.map(({ message }) => message).join()).toContain('srvx');
  });

  test.each([
    ['with the plugin of Nitro', start({ nitro: '^3.0.0' })],
    ['before 1.132', start({}, '1.120.0')],
  ])('%s is a server of Nitro', (_, project) => {
    expect(variable(planOf(project), 'cmd')).toEqual(['.output/server/index.mjs']);
  });

  test('for a host of its own is refused', () => {
    expect(() => planOf(start({ '@cloudflare/vite-plugin': '^1.0.0' }))).toThrow(/another platform/);
  });

  test.each<[string, string, string, string]>([
    [
      'Cloudflare',
      '@cloudflare/vite-plugin',
      "import { cloudflare } from '@cloudflare/vite-plugin'",
      'cloudflare',
    ],
    [
      'Netlify',
      '@netlify/vite-plugin-tanstack-start',
      "import netlify from '@netlify/vite-plugin-tanstack-start'",
      'netlify',
    ],
  ])('for %s is built without its plugin, where the configuration calls it', (_, plugin, line, call) => {
    const config = `${line};\nexport default { plugins: [${call}(), tanstackStart()] }`;
    const plan = planOf(start({ [plugin]: '1' }, '1.169.5', { 'vite.config.ts': config }));
    expect(`${variable(plan, 'build')}`.split(' \\\n && ')[0]).toBe(
      `sed -i 's/${call}(/false \\&\\& ${call}(/' vite.config.ts`,
    );
    expect(variable(plan, 'cmd')).toContain('dist/server/server.js');
    expect(plan.warnings.map(({ id }) => id)).toEqual(expect.arrayContaining(['plugin-left-out']));
  });

  const CLOUDFLARE =
    "import { cloudflare } from '@cloudflare/vite-plugin';\nexport default { plugins: [cloudflare()] }";
  test.each<[string, Record<string, string>]>([
    ['its code', { 'src/db.ts': "import { env } from 'cloudflare:workers'" }],
    ['its bindings', { 'wrangler.jsonc': '{ "d1_databases": [] }' }],
  ])('that %s ties to Cloudflare is refused', (_, files) => {
    const project = start({ '@cloudflare/vite-plugin': '1' }, '1.169.5', {
      'vite.config.ts': CLOUDFLARE,
      ...files,
    });
    expect(() => planOf(project)).toThrow(/another platform/);
  });
});

describe("TanStack Start by Lovable's configuration", () => {
  const LOVABLE = '@lovable.dev/vite-tanstack-config';
  const plan = (version: string, more: Record<string, string> = {}, config = '') =>
    planOf(
      repository(
        {
          scripts: { build: 'vite build' },
          dependencies: { '@tanstack/react-start': '1.167.0', ...more },
          devDependencies: { [LOVABLE]: `^${version}` },
        },
        {
          'vite.config.ts': `import { defineConfig } from '${LOVABLE}';\nexport default defineConfig({ ${config} });`,
          'package-lock.json': npmLock({ [LOVABLE]: version, '@tanstack/react-start': '1.167.0', ...more }),
        },
      ),
    );
  const nitro = { nitro: '3.0.1' };
  const SERVED = 'dist/server/server.js';
  const NITRO = '.output/server/index.mjs';

  test.each<[string, string, Record<string, string>, string, string]>([
    ['2.25.0 has Nitro make a server of Node', '2.25.0', nitro, '', NITRO],
    ['2.25.0 that leaves Nitro out', '2.25.0', nitro, 'nitro: false', SERVED],
    ['2.5.3 has none outside of Lovable', '2.5.3', nitro, '', SERVED],
    ['2.5.3 that asks for it', '2.5.3', nitro, 'nitro: true', NITRO],
    ['1.4.0', '1.4.0', { '@cloudflare/vite-plugin': '1.25.5' }, '', SERVED],
  ])('%s', (_, version, more, config, started) => {
    expect(variable(plan(version, more, config), 'cmd')).toContain(started);
  });

  test('asks Nitro by its variable, and does without the plugin of Cloudflare', () => {
    expect(variable(plan('2.25.0', nitro), 'build')).toBe('NITRO_PRESET=node-server npm run build');
    expect(`${variable(plan('1.4.0'), 'build')}`).toContain('rm -rf node_modules/@cloudflare/vite-plugin');
  });
});
